import { createHmac } from "node:crypto";
import { findApiKey, type ApiKeyHolder } from "../api-keys/find-api-key.ts";
import { allowsEvent } from "../api-keys/scopes.ts";
import { isMoment } from "../catalogue/moment.ts";
import { AppError, assertNever, describeError, RetryLaterError } from "../errors.ts";
import type { AnyEvent } from "../events/event.ts";
import { pointerTo } from "../events/event-problems.ts";
import { isSendable } from "../events/external-events.ts";
import { readEvent } from "../events/read-event.ts";
import { contentHash, derivedId } from "../ids.ts";
import type { Log } from "../log.ts";
import { type ApiCall, apiDoor } from "./api-door.ts";
import { rateLimitHeaders, type RateLimiter, secondsUntil } from "./rate-limiter.ts";
import { readBody } from "./read-body.ts";
import { receiveEvent, type Receipt, type ReceivePorts } from "./receive-event.ts";
import { isDatabaseOutage, parseJson } from "./worker-door.ts";

export const MAX_SENT_EVENT_BYTES = 64 * 1024;
const EVENTS_PAGE = "/api/docs/events";
const OUTAGE_RETRY_SECONDS = 10;

export type EventDoorPorts = ReceivePorts & {
  /** Null counts nobody's requests. */
  limiter: RateLimiter | null;
  /** Make the hash of a body say nothing to who has only the hash; the first is used, those after it are of before. */
  hashKeys: readonly Buffer[];
  log: Log;
  /** Called after a commit that may have left events in the outbox. */
  relayLater: () => void;
};

type Call = ApiCall<unknown>;

/** POST an event of another system; answers 202 for a new one, 200 for one that is here already. */
export function eventRoute(open: () => EventDoorPorts) {
  return apiDoor(
    open,
    async (call: Call, ports) => {
      const startedAt = performance.now();
      const line: Line = {};
      try {
        const { receipt, event } = await receive(call, { ports, line });
        const { eventId, eventType, correlationId } = event.metadata;
        const first = receipt.kind === "received";
        if (first) ports.relayLater();
        line.outcome = first ? receipt.outcome : receipt.kind;
        return {
          status: first ? 202 : 200,
          body: {
            eventId,
            eventType,
            status: first ? "accepted" : "duplicate",
            outcome: receipt.outcome,
            correlationId,
          },
        };
      } catch (error) {
        const known = asAppError(error, call);
        line.outcome = known?.code.toLowerCase() ?? "failed";
        throw known ?? error;
      } finally {
        ports.log.info("event_door.handled", {
          ...line,
          request_correlation_id: call.correlationId,
          duration_ms: Math.round(performance.now() - startedAt),
        });
      }
    },
    { problemPage: EVENTS_PAGE },
  );
}

/** Any method but POST. */
export function otherMethodRoute(open: () => Pick<EventDoorPorts, "log">) {
  return apiDoor(
    open,
    ({ replyHeaders }: Call) => {
      replyHeaders.set("allow", "POST, OPTIONS");
      return Promise.reject(new AppError("METHOD_NOT_ALLOWED", "Events are sent here by POST."));
    },
    { problemPage: EVENTS_PAGE },
  );
}

type Line = {
  api_key_id?: string;
  event_id?: string;
  event_type?: string;
  correlation_id?: string;
  outcome?: string;
};

type Taken = { receipt: Exclude<Receipt, { kind: "conflict" }>; event: AnyEvent };

async function receive(
  call: Call,
  { ports, line }: { ports: EventDoorPorts; line: Line },
): Promise<Taken> {
  const holder = await authenticate(call, ports);
  line.api_key_id = holder.id;
  await count(call, { holder, ports });
  const json = await readJson(call.request);
  const event = readSent(json, holder);
  line.event_id = event.metadata.eventId;
  line.event_type = event.metadata.eventType;
  line.correlation_id = event.metadata.correlationId;
  const allowed = requireAllowed(event, holder);
  requireForeignId(allowed, json);
  requireMoment(allowed);
  const receipt = await receiveEvent(
    { event: allowed, contentHashes: keyedHashes(json, ports.hashKeys), holder },
    ports,
  );
  switch (receipt.kind) {
    case "received":
    case "repeated":
      return { receipt, event: allowed };
    case "conflict":
      throw new AppError("CONFLICT", "Another event has this eventId.", {
        fields: [{ field: pointerOf(allowed, "eventId"), message: "Belongs to another event" }],
      });
    default:
      return assertNever(receipt);
  }
}

async function authenticate(
  { request, replyHeaders }: Call,
  { db }: EventDoorPorts,
): Promise<ApiKeyHolder> {
  const [, given] = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  const holder = given === undefined ? undefined : await findApiKey(db, given);
  if (holder !== undefined) return holder;
  const why = given === undefined ? "" : ', error="invalid_token"';
  replyHeaders.set("www-authenticate", `Bearer realm="events"${why}`);
  throw new AppError(
    "UNAUTHORIZED",
    given === undefined
      ? "Send your key as Authorization: Bearer lh_…"
      : "This key is unknown, revoked or past its end.",
  );
}

/** While nobody can count, everybody is let in: to lose events would be worse than to take too many. */
async function count(
  { replyHeaders }: Call,
  { holder, ports }: { holder: ApiKeyHolder; ports: EventDoorPorts },
): Promise<void> {
  const { limiter, clock, log } = ports;
  if (limiter === null) return;
  const standing = await limiter.take(holder.id).catch((error: unknown) => {
    log.warn("ratelimit.unavailable", { api_key_id: holder.id, error: describeError(error) });
    return undefined;
  });
  if (standing === undefined) return;
  const now = clock();
  const { windowSeconds } = limiter;
  for (const [name, value] of Object.entries(rateLimitHeaders(standing, { windowSeconds, now })))
    replyHeaders.set(name, value);
  if (standing.allowed) return;
  const seconds = secondsUntil(standing.resetAt, now);
  replyHeaders.set("retry-after", String(seconds));
  throw new AppError("TOO_MANY_REQUESTS", `Too many events. Wait ${seconds} seconds.`);
}

const JSON_TYPE = /^application\/json\s*(?:;|$)/i;

async function readJson(request: Request): Promise<unknown> {
  if (!JSON_TYPE.test((request.headers.get("content-type") ?? "").trim()))
    throw new AppError("UNSUPPORTED_MEDIA_TYPE", "Send the event as application/json.");
  const json = parseJson(await readBody(request, MAX_SENT_EVENT_BYTES));
  if (json === undefined) throw new AppError("BAD_REQUEST", "The body is not JSON.");
  return json;
}

function readSent(json: unknown, holder: ApiKeyHolder): AnyEvent {
  const read = readEvent(json, { source: holder.name });
  if (read.kind === "event") return read.event;
  throw new AppError("INVALID", read.reason, { fields: read.problems });
}

function requireAllowed(event: AnyEvent, holder: ApiKeyHolder): AnyEvent {
  const { eventType } = event.metadata;
  if (!isSendable(eventType))
    throw new AppError("FORBIDDEN", `${eventType} is made here and not taken from other systems.`);
  if (!allowsEvent(holder.scopes, eventType))
    throw new AppError("FORBIDDEN", `This key has no scope for ${eventType}.`);
  return event;
}

const UUID_V5 = /^[0-9a-f]{8}-[0-9a-f]{4}-5/i;

/** Ids of version 5 are those of our own events, which can be worked out: nobody may be there first. */
function requireForeignId(event: AnyEvent, json: unknown): void {
  const { eventId } = event.metadata;
  if (!UUID_V5.test(eventId) || eventId === derivedId("event", contentHash(json))) return;
  const field = pointerOf(event, "eventId");
  const message = "Version 5 is for the events that are made here: send a random UUID";
  throw new AppError("INVALID", `${field}: ${message}`, { fields: [{ field, message }] });
}

/** No database takes a year near 0, and no clock shows one. */
function requireMoment(event: AnyEvent): void {
  if (isMoment(event.metadata.timestamp)) return;
  const field = pointerOf(event, "timestamp");
  const message = "Not a time since 1970";
  throw new AppError("INVALID", `${field}: ${message}`, { fields: [{ field, message }] });
}

function pointerOf({ metadata }: AnyEvent, field: string): string {
  return pointerTo(["metadata", field], metadata.original?.form);
}

function keyedHashes(json: unknown, keys: readonly Buffer[]): string[] {
  const hash = contentHash(json);
  return keys.map((key) => createHmac("sha256", key).update(hash).digest("hex"));
}

/** What a caller may be told of a failure, with how long to wait; undefined for one that has no name. */
function asAppError(error: unknown, { replyHeaders }: Call): AppError | undefined {
  if (error instanceof AppError) return error;
  const isLater = error instanceof RetryLaterError;
  if (!isLater && !isDatabaseOutage(error)) return undefined;
  const seconds = isLater ? Math.ceil(error.retryAfterSeconds) : OUTAGE_RETRY_SECONDS;
  replyHeaders.set("retry-after", String(seconds));
  const message = isLater ? "A picture cannot be fetched now." : "The database does not answer.";
  return new AppError("UNAVAILABLE", `${message} Please send the event again.`, { cause: error });
}
