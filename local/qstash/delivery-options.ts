import { parseDurationMs } from "./duration.ts";
import { callbackOptions, deliveredHeaders, type OptionHeaders } from "./option-headers.ts";
import { RequestError } from "./request-error.ts";
import { compileRetryExpression } from "./retry-expression.ts";
import type { CallbackTarget, DeliverySettings, FlowSetting } from "./stored-records.ts";

const DEFAULT_RETRIES = 3;
const METHODS = new Set(["GET", "POST", "PUT", "PATCH", "DELETE"]);
const LONGEST_PERIOD_SECONDS = 7 * 86_400;

/** How the headers of a publish, batch entry or schedule ask for delivery; throws 400 if unclear. */
export function readDeliverySettings(options: OptionHeaders): DeliverySettings {
  return {
    ...readAttemptSettings(options),
    callback: readCallback(options, "upstash-callback"),
    failureCallback: readCallback(options, "upstash-failure-callback"),
    labels: list(options["upstash-label"]),
    flowControl: readFlowControl(options),
    redact: list(options["upstash-redact-fields"]),
  };
}

/** Unix milliseconds of the first attempt; `Upstash-Not-Before` wins over `Upstash-Delay`. */
export function readNotBefore(options: OptionHeaders, now: number): number {
  const notBefore = options["upstash-not-before"];
  if (notBefore === undefined) return now + readDelayMs(options);
  if (!/^\d+$/.test(notBefore)) {
    throw new RequestError(400, `invalid Upstash-Not-Before: ${notBefore}`);
  }
  return Math.max(now, Number(notBefore) * 1000);
}

export function readDelayMs(options: OptionHeaders): number {
  return readDuration(options, "upstash-delay") ?? 0;
}

function readAttemptSettings(options: OptionHeaders) {
  const method = (options["upstash-method"] ?? "POST").toUpperCase();
  if (!METHODS.has(method)) throw new RequestError(400, `invalid Upstash-Method: ${method}`);
  return {
    method,
    headers: deliveredHeaders(options),
    maxRetries: readRetries(options["upstash-retries"]),
    retryDelay: readRetryDelay(options["upstash-retry-delay"]),
    timeoutMs: readDuration(options, "upstash-timeout"),
  };
}

function readCallback(options: OptionHeaders, prefix: string): CallbackTarget | undefined {
  const url = options[prefix];
  if (url === undefined) return undefined;
  if (!isHttpUrl(url)) throw new RequestError(400, `invalid callback url: ${url}`);
  const own = callbackOptions(options, prefix);
  const settings = readAttemptSettings(own);
  const headers = { "content-type": "application/json", ...settings.headers };
  return { ...settings, url, headers, delayMs: readDelayMs(own) };
}

export function isHttpUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

function readRetries(text: string | undefined): number {
  if (text === undefined) return DEFAULT_RETRIES;
  if (!/^\d{1,4}$/.test(text)) throw new RequestError(400, `invalid Upstash-Retries: ${text}`);
  return Number(text);
}

function readRetryDelay(expression: string | undefined): string | undefined {
  if (expression === undefined) return undefined;
  try {
    compileRetryExpression(expression);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RequestError(400, `invalid Upstash-Retry-Delay: ${reason}`);
  }
  return expression;
}

function readDuration(options: OptionHeaders, name: string): number | undefined {
  const text = options[name];
  if (text === undefined) return undefined;
  const durationMs = parseDurationMs(text);
  if (durationMs === undefined) throw new RequestError(400, `invalid ${name}: ${text}`);
  return durationMs;
}

function readFlowControl(options: OptionHeaders): FlowSetting | undefined {
  const key = options["upstash-flow-control-key"];
  if (key === undefined) return undefined;
  const value = options["upstash-flow-control-value"] ?? "";
  const setting: FlowSetting = { key, periodSeconds: 1 };
  for (const part of list(value)) {
    const [name = "", amount = ""] = part.split("=").map((side) => side.trim().toLowerCase());
    if (name === "period") setting.periodSeconds = readPeriodSeconds(amount);
    else if (name === "rate") setting.rate = readLimit(amount);
    else if (name === "parallelism") setting.parallelism = readLimit(amount);
    else throw new RequestError(400, `invalid Upstash-Flow-Control-Value: ${value}`);
  }
  if (setting.rate === undefined && setting.parallelism === undefined) {
    throw new RequestError(400, "Upstash-Flow-Control-Value needs rate or parallelism");
  }
  return setting;
}

function readPeriodSeconds(text: string): number {
  const periodMs = /^\d+$/.test(text) ? Number(text) * 1000 : parseDurationMs(text);
  const seconds = (periodMs ?? 0) / 1000;
  if (seconds < 1 || seconds > LONGEST_PERIOD_SECONDS) {
    throw new RequestError(400, `invalid flow control period: ${text}`);
  }
  return seconds;
}

function readLimit(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1) {
    throw new RequestError(400, `invalid flow control limit: ${text}`);
  }
  return limit;
}

/** The parts of a comma-separated header. */
function list(text: string | undefined): string[] {
  return (text ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
