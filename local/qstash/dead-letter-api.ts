import { EMPTY_OK, param, type ApiRequest, type Route } from "./api-request.ts";
import type { Clock } from "./clock.ts";
import type { DeadLetters } from "./dead-letters.ts";
import { readDeliverySettings, readNotBefore } from "./delivery-options.ts";
import type { Dispatcher } from "./dispatcher.ts";
import type { MessageBook } from "./message-book.ts";
import { toDeadLetterRecord } from "./message-records.ts";
import { toOptionHeaders, type OptionHeaders } from "./option-headers.ts";
import { readCount, readFilters } from "./record-filters.ts";
import { RequestError } from "./request-error.ts";
import type { DeadLetter, DeliverySettings } from "./stored-records.ts";

type DeadLetterPorts = {
  deadLetters: DeadLetters;
  book: MessageBook;
  dispatcher: Dispatcher;
  clock: Clock;
};

const PAGE = { fallback: 100, most: 100 };

export function deadLetterRoutes(ports: DeadLetterPorts): Route[] {
  const { deadLetters } = ports;
  return [
    {
      method: "GET",
      path: "/v2/dlq",
      handle: ({ query }) => {
        const { rows, cursor } = choose(query, deadLetters);
        return { status: 200, body: { messages: rows.map(toDeadLetterRecord), cursor } };
      },
    },
    {
      method: "DELETE",
      path: "/v2/dlq",
      handle: ({ query }) => {
        const { rows, cursor } = choose(query, deadLetters);
        for (const { dlqId } of rows) deadLetters.remove(dlqId);
        return { status: 200, body: { deleted: rows.length, cursor } };
      },
    },
    {
      method: "GET",
      path: "/v2/dlq/:",
      handle: (request) => ({
        status: 200,
        body: toDeadLetterRecord(get(param(request, 0), deadLetters)),
      }),
    },
    {
      method: "DELETE",
      path: "/v2/dlq/:",
      handle: (request) => {
        deadLetters.remove(get(param(request, 0), deadLetters).dlqId);
        return EMPTY_OK;
      },
    },
    { method: "POST", path: "/v2/dlq/retry", handle: (request) => retryMany(request, ports) },
    {
      method: "POST",
      path: "/v2/dlq/retry/:",
      handle: (request) => ({
        status: 201,
        body: { messageId: retry({ letter: get(param(request, 0), deadLetters), request }, ports) },
      }),
    },
  ];
}

/** One page, newest first; the cursor is the last id of the page before it. */
function choose(query: URLSearchParams, deadLetters: DeadLetters) {
  const filters = readFilters(query);
  const count = readCount(query, PAGE);
  const matching = deadLetters
    .newestFirst()
    .filter(({ dlqId, message, response, failedAt }) =>
      filters.matches({ dlqId, message, time: failedAt, responseStatus: response.status }),
    );
  const after = query.get("cursor") ?? "";
  const rest = after === "" ? matching : matching.filter(({ dlqId }) => isOlder(dlqId, after));
  const rows = rest.slice(0, count);
  return { rows, cursor: rest.length > count ? rows.at(-1)?.dlqId : undefined };
}

function isOlder(dlqId: string, cursor: string): boolean {
  const [time = 0, index = 0] = dlqId.split("-").map(Number);
  const [cursorTime = 0, cursorIndex = 0] = cursor.split("-").map(Number);
  return time < cursorTime || (time === cursorTime && index < cursorIndex);
}

function get(dlqId: string, deadLetters: DeadLetters): DeadLetter {
  const found = deadLetters.find(dlqId);
  if (found === undefined) throw new RequestError(404, `dlq message ${dlqId} not found`);
  return found;
}

function retryMany(request: ApiRequest, ports: DeadLetterPorts) {
  const named = request.query.getAll("dlqIds").flatMap((value) => value.split(","));
  const { rows, cursor } =
    named.length > 0
      ? { rows: named.map((dlqId) => get(dlqId, ports.deadLetters)), cursor: undefined }
      : choose(request.query, ports.deadLetters);
  const responses = rows.map((row) => ({ messageId: retry({ letter: row, request }, ports) }));
  return { status: 201, body: { cursor, responses } };
}

/** Sends it again as a new message; options in the request's headers replace those it had. */
function retry(
  { letter, request }: { letter: DeadLetter; request: ApiRequest },
  ports: DeadLetterPorts,
): string {
  const options = toOptionHeaders(request.headers);
  const now = ports.clock.now();
  const message = ports.book.add({
    ...letter.message,
    ...replacedSettings(options),
    notBefore: readNotBefore(options, now),
    turn: undefined,
  });
  ports.deadLetters.remove(letter.dlqId);
  ports.dispatcher.schedule(message);
  return message.messageId;
}

/** Only the settings that the request names itself. */
function replacedSettings(options: OptionHeaders): Partial<DeliverySettings> {
  const asked = readDeliverySettings(options);
  const has = (name: string): boolean => options[`upstash-${name}`] !== undefined;
  return {
    ...(has("method") && { method: asked.method }),
    ...(has("retries") && { maxRetries: asked.maxRetries }),
    ...(has("retry-delay") && { retryDelay: asked.retryDelay }),
    ...(has("timeout") && { timeoutMs: asked.timeoutMs }),
    ...(has("callback") && { callback: asked.callback }),
    ...(has("failure-callback") && { failureCallback: asked.failureCallback }),
    ...(has("label") && { labels: asked.labels }),
    ...(has("flow-control-key") && { flowControl: asked.flowControl }),
    ...(has("redact-fields") && { redact: asked.redact }),
  };
}
