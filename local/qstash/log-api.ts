import type { ApiRequest, Route } from "./api-request.ts";
import type { EventLog } from "./event-log.ts";
import { toLogRecord } from "./message-records.ts";
import { readCount, readFilters } from "./record-filters.ts";

const PAGE = { fallback: 100, most: 1000 };

/** The same log twice: as the SDK reads it (`events`) and as the API's description has it (`logs`). */
export function logRoutes(events: EventLog): Route[] {
  return [
    {
      method: "GET",
      path: "/v2/events",
      handle: (request) => {
        const { page, cursor } = choose(request, events);
        const body = { cursor, events: page.map((event) => toLogRecord(event, "CANCELED")) };
        return { status: 200, body };
      },
    },
    {
      method: "GET",
      path: "/v2/logs",
      handle: (request) => {
        const { page, cursor } = choose(request, events);
        const body = { cursor, logs: page.map((event) => toLogRecord(event, "CANCELLED")) };
        return { status: 200, body };
      },
    },
  ];
}

/** Newest first; the cursor is the sequence number of the last event shown. */
function choose({ query }: ApiRequest, events: EventLog) {
  const filters = readFilters(query);
  const count = readCount(query, PAGE);
  const before = Number(query.get("cursor") || Infinity);
  const matching = events.newestFirst().filter(
    ({ sequence, message, time, state, response }) =>
      sequence < before &&
      filters.matches({
        message,
        time,
        state,
        ...(response !== undefined && { responseStatus: response.status }),
      }),
  );
  const page = matching.slice(0, count);
  const last = page.at(-1);
  return { page, cursor: matching.length > count && last ? String(last.sequence) : undefined };
}
