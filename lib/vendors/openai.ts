import { setTimeout as sleep } from "node:timers/promises";
import OpenAI from "openai";
import { zodResponseFormat } from "openai/helpers/zod";
import * as z from "zod";
import { aiAnswer } from "../captions/ai/ai-answer.ts";
import type {
  CallFailure,
  CaptionModel,
  ModelReply,
  Prompt,
} from "../captions/ai/caption-model.ts";

export type OpenAiConfig = {
  apiKey: string;
  baseUrl: string;
  model: string;
  /** For one answer, with the retry in it. */
  timeoutMs?: number;
  /** Before the retry, where the service does not say how long. */
  retryDelayMs?: number;
};

const TIMEOUT_MS = 20_000;
const RETRY_DELAY_MS = 500;
const MAX_OUTPUT_TOKENS = 300;
const MAX_RESPONSE_BYTES = 256 * 1024;
/** What the service adds to the messages: roles, separators, the schema's frame. */
const OVERHEAD_TOKENS = 200;

const format = zodResponseFormat(aiAnswer, "product_offer");
const formatBytes = Buffer.byteLength(JSON.stringify(format));

/** The part of a chat completion that is read; everything else may change. */
const completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullable(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z.object({ total_tokens: z.int().nonnegative() }).nullish(),
});

/** A model behind OpenAI's chat completions, or anything that speaks them; answers follow a strict schema. */
export function openCaptionModel(config: OpenAiConfig): CaptionModel {
  const { apiKey, baseUrl, model, timeoutMs = TIMEOUT_MS } = config;
  const client = new OpenAI({
    apiKey,
    baseURL: baseUrl,
    organization: null,
    project: null,
    maxRetries: 0,
    // At any other level the SDK would print captions when its own variable asks for it.
    logLevel: "off",
    fetch: fetchWhole,
  });
  const complete = (prompt: Prompt, timeout: number) =>
    client.chat.completions.create(
      {
        model,
        messages: [
          { role: "system", content: prompt.system },
          { role: "user", content: prompt.user },
        ],
        response_format: format,
        max_completion_tokens: MAX_OUTPUT_TOKENS,
        store: false,
        ...reasoningOf(model),
      },
      { timeout },
    );
  return {
    name: model,
    // A token is never shorter than a byte.
    tokensAtMost: ({ system, user }) =>
      Buffer.byteLength(system) +
      Buffer.byteLength(user) +
      formatBytes +
      OVERHEAD_TOKENS +
      MAX_OUTPUT_TOKENS,
    async ask(prompt) {
      const deadline = performance.now() + timeoutMs;
      const left = () => Math.max(1, Math.ceil(deadline - performance.now()));
      try {
        return toReply(await complete(prompt, left()));
      } catch (error) {
        const waitMs = retryWait(error, config.retryDelayMs ?? RETRY_DELAY_MS);
        if (waitMs === null || waitMs >= left()) return toFailure(error);
        await sleep(waitMs);
      }
      try {
        return toReply(await complete(prompt, left()));
      } catch (error) {
        return toFailure(error);
      }
    },
  };
}

/** Thinking would be paid from the same few tokens as the answer. */
function reasoningOf(model: string): { reasoning_effort?: "none" | "minimal" | "low" } {
  if (/^gpt-5\.\d/.test(model)) return { reasoning_effort: "none" };
  if (/^gpt-5/.test(model)) return { reasoning_effort: "minimal" };
  return /^o\d/.test(model) ? { reasoning_effort: "low" } : {};
}

function toReply(body: unknown): ModelReply {
  const parsed = completion.safeParse(body);
  const choice = parsed.data?.choices[0];
  if (choice === undefined) return { kind: "failed", reason: "malformed", tokens: null };
  const tokens = parsed.data?.usage?.total_tokens ?? null;
  const { content, refusal } = choice.message;
  if (refusal || choice.finish_reason === "content_filter") return { kind: "refused", tokens };
  if (choice.finish_reason === "length") return { kind: "cut", tokens };
  const answer = aiAnswer.safeParse(parseJson(content ?? ""));
  return answer.success
    ? { kind: "answer", answer: answer.data, tokens }
    : { kind: "invalid", tokens };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An error that came as an answer cost nothing; of a call without an answer nobody knows. */
function toFailure(error: unknown): ModelReply {
  return {
    kind: "failed",
    reason: reasonOf(error),
    tokens: error instanceof OpenAI.APIError && error.status !== undefined ? 0 : null,
  };
}

function reasonOf(error: unknown): CallFailure {
  if (error instanceof OpenAI.APIConnectionTimeoutError) return "timeout";
  if (error instanceof OpenAI.RateLimitError) return "rate_limited";
  if (error instanceof OpenAI.InternalServerError) return "unavailable";
  if (error instanceof OpenAI.APIConnectionError) return "connection";
  return error instanceof OpenAI.APIError ? "rejected" : "malformed";
}

/** How long until a second try is worth it; null when none is. An empty account does not fill in a second. */
function retryWait(error: unknown, defaultMs: number): number | null {
  const isPassing =
    error instanceof OpenAI.RateLimitError || error instanceof OpenAI.InternalServerError;
  if (!isPassing || error.code === "insufficient_quota") return null;
  const given = error.headers;
  const ms = Number(given.get("retry-after-ms") ?? Number.NaN);
  if (Number.isFinite(ms)) return Math.max(0, ms);
  const seconds = Number(given.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : defaultMs;
}

/**
 * Reads the body before the SDK gets the response: its timeout ends with the head, and it knows
 * no cap on what follows.
 */
async function fetchWhole(url: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_RESPONSE_BYTES) throw new Error("the model's answer is over its cap");
    chunks.push(chunk);
  }
  const { status, statusText, headers } = response;
  return new Response(status === 204 ? null : Buffer.concat(chunks), {
    status,
    statusText,
    headers,
  });
}
