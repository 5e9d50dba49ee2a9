import { randomUUID } from "node:crypto";
import type { LocalResponse } from "../http-service.ts";
import type { CompletionRequest } from "./completion-request.ts";

/** How an answer ended, in the words of chat completions. */
export type Finish = "stop" | "length" | "content_filter";

export type Completion = { text: string; refusal: string | null; finish: Finish };

export type Usage = { input: number; output: number };

/** The service counts tokens; a quarter of the bytes is near enough for money. */
export function countTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 4);
}

/** Cut where the request's cap on tokens falls. */
export function capped(completion: Completion, maxTokens: number | null): Completion {
  if (maxTokens === null || countTokens(completion.text) <= maxTokens) return completion;
  return { ...completion, text: completion.text.slice(0, maxTokens * 4), finish: "length" };
}

export function chatReply(
  request: CompletionRequest,
  { text, refusal, finish }: Completion,
  usage: Usage,
): LocalResponse {
  return {
    status: 200,
    headers: { "x-request-id": `req_${randomUUID().replaceAll("-", "")}` },
    body: {
      id: `chatcmpl-${randomUUID()}`,
      object: "chat.completion",
      created: Math.floor(Date.now() / 1000),
      model: request.model,
      choices: [
        {
          index: 0,
          finish_reason: finish,
          logprobs: null,
          message: {
            role: "assistant",
            content: refusal === null ? text : null,
            refusal,
            annotations: [],
          },
        },
      ],
      usage: {
        prompt_tokens: usage.input,
        completion_tokens: usage.output,
        total_tokens: usage.input + usage.output,
      },
    },
  };
}

const INCOMPLETE = { length: "max_output_tokens", content_filter: "content_filter" } as const;

export function responsesReply(
  request: CompletionRequest,
  { text, refusal, finish }: Completion,
  usage: Usage,
): LocalResponse {
  const status = finish === "stop" ? "completed" : "incomplete";
  return {
    status: 200,
    headers: { "x-request-id": `req_${randomUUID().replaceAll("-", "")}` },
    body: {
      id: `resp_${randomUUID().replaceAll("-", "")}`,
      object: "response",
      created_at: Math.floor(Date.now() / 1000),
      status,
      error: null,
      incomplete_details: finish === "stop" ? null : { reason: INCOMPLETE[finish] },
      model: request.model,
      output: [
        {
          type: "message",
          id: `msg_${randomUUID().replaceAll("-", "")}`,
          role: "assistant",
          status,
          content: [
            refusal === null
              ? { type: "output_text", text, annotations: [] }
              : { type: "refusal", refusal },
          ],
        },
      ],
      usage: {
        input_tokens: usage.input,
        output_tokens: usage.output,
        total_tokens: usage.input + usage.output,
      },
    },
  };
}

const TYPES: Record<number, string> = {
  401: "invalid_request_error",
  429: "requests",
  500: "server_error",
  503: "server_error",
};

export function errorReply(
  status: number,
  error: { message: string; code?: string | null },
  headers: Record<string, string> = {},
): LocalResponse {
  return {
    status,
    headers: { "x-request-id": `req_${randomUUID().replaceAll("-", "")}`, ...headers },
    body: {
      error: {
        message: error.message,
        type: TYPES[status] ?? "invalid_request_error",
        param: null,
        code: error.code ?? null,
      },
    },
  };
}
