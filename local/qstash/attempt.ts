import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { AttemptResponse } from "./stored-records.ts";
import { toTextOrBytes } from "./text-or-bytes.ts";

const MOST_RESPONSE_BYTES = 1024 * 1024;
const STALE_CODES = new Set(["ECONNRESET", "EPIPE"]);

export type AttemptRequest = {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: Buffer;
  timeoutMs: number;
};

/** Sends one attempt and tells what came back; never throws, no answer is status 0. */
export type SendAttempt = (request: AttemptRequest) => Promise<AttemptResponse>;

/** Keep-alive connections to the destinations, until closed. */
export function openSender(): { send: SendAttempt; close(): void } {
  const agents = {
    "http:": new HttpAgent({ keepAlive: true }),
    "https:": new HttpsAgent({ keepAlive: true }),
  };
  return {
    send: (request) => sendAttempt(request, agents),
    close: () => {
      agents["http:"].destroy();
      agents["https:"].destroy();
    },
  };
}

type Agents = { "http:": HttpAgent; "https:": HttpsAgent };

async function sendAttempt(request: AttemptRequest, agents: Agents): Promise<AttemptResponse> {
  try {
    return await exchange(request, agents);
  } catch (error) {
    if (!(error instanceof StaleConnectionError)) return noAnswer(reasonOf(error));
  }
  try {
    return await exchange(request, agents);
  } catch (error) {
    return noAnswer(reasonOf(error));
  }
}

export function noAnswer(reason: string): AttemptResponse {
  return { status: 0, headers: {}, body: { encoding: "utf8", text: "" }, error: reason };
}

/** The destination closed an idle connection just as it was taken: says nothing about it. */
class StaleConnectionError extends Error {}

function exchange(request: AttemptRequest, agents: Agents): Promise<AttemptResponse> {
  const target = new URL(request.url);
  const isTls = target.protocol === "https:";
  const headers: Record<string, string> = { ...request.headers };
  if (request.body.length > 0) headers["content-length"] = String(request.body.length);
  return new Promise((resolve, reject) => {
    const outgoing = (isTls ? httpsRequest : httpRequest)(target, {
      method: request.method,
      headers,
      agent: isTls ? agents["https:"] : agents["http:"],
    });
    const timer = setTimeout(
      () => outgoing.destroy(new Error(`no answer within ${request.timeoutMs} ms`)),
      request.timeoutMs,
    );
    const fail = (error: Error): void => {
      clearTimeout(timer);
      const stale = outgoing.reusedSocket && "code" in error && STALE_CODES.has(String(error.code));
      reject(stale ? new StaleConnectionError(error.message, { cause: error }) : error);
    };
    outgoing.on("error", fail);
    outgoing.once("response", (response) => {
      readResponse(response)
        .then(resolve, fail)
        .finally(() => clearTimeout(timer));
    });
    outgoing.end(request.body.length > 0 ? request.body : undefined);
  });
}

async function readResponse(response: IncomingMessage): Promise<AttemptResponse> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    const buffer = Buffer.from(chunk as Uint8Array);
    if (bytes < MOST_RESPONSE_BYTES) chunks.push(buffer.subarray(0, MOST_RESPONSE_BYTES - bytes));
    bytes += buffer.length;
  }
  const headers: Record<string, string[]> = {};
  for (const [name, values] of Object.entries(response.headersDistinct)) {
    if (values !== undefined) headers[name] = values;
  }
  return { status: response.statusCode ?? 0, headers, body: toTextOrBytes(Buffer.concat(chunks)) };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
