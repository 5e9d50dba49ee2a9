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
import { parseRetryAfter, retry } from "../retry.ts";

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
/** Of the models that count most for a picture of low detail. */
const TOKENS_PER_IMAGE = 3_000;

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
          { role: "user", content: contentOf(prompt) },
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
    tokensAtMost: ({ system, user, images = [] }) =>
      images.length * TOKENS_PER_IMAGE +
      Buffer.byteLength(system) +
      Buffer.byteLength(user) +
      formatBytes +
      OVERHEAD_TOKENS +
      MAX_OUTPUT_TOKENS,
    async ask(prompt) {
      try {
        const attempt = ({ leftMs }: { leftMs: number }) => complete(prompt, Math.ceil(leftMs));
        return toReply(
          await retry(attempt, {
            retries: 1,
            budgetMs: timeoutMs,
            initialMs: config.retryDelayMs ?? RETRY_DELAY_MS,
            isPassing,
            retryAfterMs,
          }),
        );
      } catch (error) {
        return toFailure(error);
      }
    },
  };
}

function contentOf({ user, images = [] }: Prompt) {
  if (images.length === 0) return user;
  return [
    { type: "text" as const, text: user },
    ...images.map((url) => ({
      type: "image_url" as const,
      image_url: { url, detail: "low" as const },
    })),
  ];
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

/** An empty account does not fill in a second; of a call without an answer nobody knows what it cost. */
function isPassing(error: unknown): boolean {
  const isLater =
    error instanceof OpenAI.RateLimitError || error instanceof OpenAI.InternalServerError;
  return isLater && error.code !== "insufficient_quota";
}

/** The service's own header is the finer one. */
function retryAfterMs(error: unknown): number | undefined {
  if (!(error instanceof OpenAI.APIError)) return undefined;
  const { headers } = error;
  const ms = Number(headers?.get("retry-after-ms") ?? Number.NaN);
  return Number.isFinite(ms)
    ? Math.max(0, ms)
    : parseRetryAfter(headers?.get("retry-after"), Date.now());
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
