import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { keptJson } from "../kept-json.ts";
import { FaultSwitch } from "../faults.ts";
import { type LocalRequest, type LocalResponse, startHttpService } from "../http-service.ts";
import type { StandIn, StandInOptions } from "../stand-in.ts";
import {
  capped,
  chatReply,
  type Completion,
  countTokens,
  errorReply,
  responsesReply,
} from "./completion-reply.ts";
import {
  type CompletionRequest,
  readChatRequest,
  readResponsesRequest,
} from "./completion-request.ts";
import { captionOf, echoAnswer } from "./echo-answer.ts";
import { replyScript, ReplyScript, type ScriptEntry } from "./reply-script.ts";

export type OpenAiOptions = StandInOptions & {
  faults?: FaultSwitch;
  /** A script as JSON, for what is to be answered from the start. */
  answersFile?: string;
};

/** One request that got as far as the model, and what it was charged. */
export type ModelCall = { at: string; path: string; model: string; reply: string; tokens: number };

const credentials = z.object({ apiKey: z.string() });
const MAX_CALLS = 20_000;

const INTERFACES = new Map([
  ["/v1/chat/completions", { read: readChatRequest, reply: chatReply }],
  ["/v1/responses", { read: readResponsesRequest, reply: responsesReply }],
]);

/**
 * The model service: structured answers over chat completions and responses. What it answers is
 * scripted at `/_script`; a caption without an entry gets the request's own proposal back.
 */
export async function startOpenAi(
  options: OpenAiOptions,
): Promise<StandIn & { faults: FaultSwitch }> {
  const { dataDir, log, faults = new FaultSwitch() } = options;
  const { apiKey } = keptJson(join(dataDir, "credentials.json"), credentials, () => ({
    apiKey: `sk-local-${randomUUID()}`,
  }));
  const script = new ReplyScript();
  if (options.answersFile !== undefined)
    script.set(replyScript.parse(JSON.parse(await readFile(options.answersFile, "utf8"))));
  const calls: ModelCall[] = [];
  const service = await startHttpService({
    port: options.port,
    faults,
    handle: (request) => {
      if (request.path === "/_script") return controlScript(request, script);
      if (request.path === "/_calls") return controlCalls(request, calls);
      return answer(request, { apiKey, script, calls, log });
    },
  });
  return {
    name: "openai",
    url: service.url,
    env: { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: `${service.url}/v1` },
    close: () => service.close(),
    faults,
  };
}

function controlScript(request: LocalRequest, script: ReplyScript): LocalResponse {
  if (request.method === "PUT" || request.method === "POST") {
    const parsed = replyScript.safeParse(parseJson(request.body));
    if (!parsed.success) return { status: 400, body: { error: parsed.error.message } };
    script.set(parsed.data);
  }
  if (request.method === "DELETE") script.set([]);
  return { status: 200, body: script.list() };
}

function controlCalls(request: LocalRequest, calls: ModelCall[]): LocalResponse {
  if (request.method === "DELETE") calls.length = 0;
  const tokens = calls.reduce((sum, call) => sum + call.tokens, 0);
  return { status: 200, body: { count: calls.length, tokens, calls } };
}

type Context = {
  apiKey: string;
  script: ReplyScript;
  calls: ModelCall[];
  log: StandInOptions["log"];
};

async function answer(request: LocalRequest, context: Context): Promise<LocalResponse> {
  if (request.headers.authorization !== `Bearer ${context.apiKey}`)
    return errorReply(401, { message: "Incorrect API key provided.", code: "invalid_api_key" });
  const { path } = request;
  const wire = INTERFACES.get(path);
  if (wire === undefined || request.method !== "POST")
    return errorReply(404, {
      message: `Invalid URL (${request.method} ${path})`,
      code: "unknown_url",
    });
  const asked = wire.read(parseJson(request.body));
  if (asked.kind === "refused") return errorReply(400, { message: asked.message });
  const entry = context.script.take(captionOf(asked.request.user));
  if (entry !== undefined && entry.delayMs > 0) await sleep(entry.delayMs);
  const kind = kindOf(entry);
  const charge = (tokens: number) => {
    const { model } = asked.request;
    context.calls.push({ at: new Date().toISOString(), path, model, reply: kind, tokens });
    if (context.calls.length > MAX_CALLS) context.calls.shift();
    context.log("answered", { path, reply: kind, tokens });
  };
  const input = countTokens(asked.request.prompt);
  if (entry && "status" in entry) {
    charge(0);
    return scriptedError(entry);
  }
  if (entry && "hang" in entry) {
    charge(input);
    return hang(entry.hang);
  }
  const { maxTokens } = asked.request;
  const completion = capped(complete(asked.request, entry), maxTokens);
  const usage = { input, output: countTokens(completion.text + (completion.refusal ?? "")) };
  charge(usage.input + usage.output);
  return wire.reply(asked.request, completion, usage);
}

function kindOf(entry: ScriptEntry | undefined): string {
  const { match: _match, regex: _regex, times: _times, delayMs: _delay, ...way } = entry ?? {};
  return Object.keys(way)[0] ?? "echo";
}

function complete(request: CompletionRequest, entry: ScriptEntry | undefined): Completion {
  const echo = echoAnswer(request.schema, request.user);
  const whole: Completion = { text: JSON.stringify(echo), refusal: null, finish: "stop" };
  if (entry === undefined) return whole;
  if ("answer" in entry) return { ...whole, text: JSON.stringify({ ...echo, ...entry.answer }) };
  if ("refusal" in entry) return { ...whole, text: "", refusal: entry.refusal };
  if ("truncated" in entry)
    return { ...whole, text: whole.text.slice(0, whole.text.length / 2), finish: "length" };
  if ("invalid" in entry) return { ...whole, text: JSON.stringify({ unexpected: true }) };
  if ("filtered" in entry) return { ...whole, text: "", finish: "content_filter" };
  return "text" in entry ? { ...whole, text: entry.text } : whole;
}

function scriptedError(entry: Extract<ScriptEntry, { status: number }>): LocalResponse {
  const { status, code, retryAfterMs } = entry;
  const message = status === 429 ? "Rate limit reached." : "The server had an error.";
  return errorReply(
    status,
    { message, code },
    retryAfterMs === undefined ? {} : { "retry-after-ms": String(retryAfterMs) },
  );
}

async function hang(where: "before_head" | "after_head"): Promise<LocalResponse> {
  if (where === "before_head") return new Promise(() => undefined);
  const headers = { "content-type": "application/json" };
  return { status: 200, headers, stream: (response) => void response.write("{") };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
