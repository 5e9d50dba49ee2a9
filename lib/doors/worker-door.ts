import * as z from "zod";
import { AppError, describeError, PermanentError, RetryLaterError } from "../errors.ts";
import { noteFailedAttempt, withoutPersonalText } from "../events/delivery-failures.ts";
import type { AnyEvent } from "../events/event.ts";
import { readEvent } from "../events/read-event.ts";
import { QSTASH_CONSUMERS, type QstashConsumer, workerUrl } from "../events/routing.ts";
import type { SignatureVerifier, VerifiedBody } from "../vendors/qstash.ts";
import type { Registry } from "./consumer.ts";
import { type DeliveryOutcome, handleDelivery, recordErased } from "./handle-delivery.ts";
import type { Ports } from "./ports.ts";
import { readSignedBody } from "./read-body.ts";
import { revealDelivery } from "./reveal-delivery.ts";

export const MAX_EVENT_BYTES = 64 * 1024;
/** The one status that QStash takes as final, together with the header. */
const NON_RETRYABLE_STATUS = 489;
const DAY_SECONDS = 86_400;

export type WorkerDoorConfig = {
  origin: string;
  registry: Registry;
  verifySignature: SignatureVerifier;
  ports: Ports;
  /** Called after a commit that may have left events in the outbox. */
  relayLater: () => void;
};

/** The only way in for deliveries: verify, reveal, parse, work, commit, answer, one log line. */
export async function openWorkerDoor(
  request: Request,
  { consumerName, config }: { consumerName: string; config: WorkerDoorConfig },
): Promise<Response> {
  const startedAt = performance.now();
  const line = {
    consumer: consumerName.slice(0, 64),
    message_id: request.headers.get("upstash-message-id"),
    attempt: Number(request.headers.get("upstash-retried") ?? 0) + 1,
  };
  const finish = (result: DoorResult, about?: EventIds) => {
    const level = result.error === undefined ? "info" : "warn";
    config.ports.log[level]("worker.handled", {
      ...line,
      event_id: about?.eventId,
      correlation_id: about?.correlationId,
      outcome: result.outcome,
      status: result.status,
      duration_ms: Math.round(performance.now() - startedAt),
      error: result.error && withoutPersonalText(result.error),
    });
    return new Response(null, { status: result.status, headers: result.headers ?? {} });
  };

  if (!isConsumer(consumerName)) return finish({ outcome: "unknown_consumer", status: 404 });
  let body: VerifiedBody;
  try {
    body = await readSignedBody(request, {
      url: workerUrl(config.origin, consumerName),
      verifySignature: config.verifySignature,
      maxBytes: MAX_EVENT_BYTES,
    });
  } catch (error) {
    return finish(refusal(error));
  }
  const json = parseJson(body);
  const consumer = config.registry[consumerName];
  const fail = async (result: DoorResult, event?: AnyEvent) => {
    await noteFailure(result, { consumer: consumerName, json, ports: config.ports });
    return finish(result, event?.metadata);
  };
  let event: AnyEvent | undefined;
  try {
    const revealed = await revealDelivery(json, config.ports.db.personal);
    if (revealed.kind === "erased") {
      const { eventId } = revealed.about;
      await recordErased(config.ports.db, { consumer: consumerName, eventId });
      return finish({ outcome: "erased", status: 200 }, revealed.about);
    }
    const read = readEvent(revealed.json);
    if (read.kind === "invalid") return await fail(permanent(read.reason));
    event = read.event;
    if (!consumer.takes(event))
      return await fail(permanent(`does not take ${event.metadata.eventType}`), event);
    const outcome = await handleDelivery({ consumer, event }, config.ports);
    if (outcome === "done") config.relayLater();
    return finish({ outcome, status: 200 }, event.metadata);
  } catch (error) {
    // Nothing can be written while the database is away, and the answer must not wait for it.
    const result = failure(error, line.attempt);
    return isDatabaseOutage(error) ? finish(result, event?.metadata) : fail(result, event);
  }
}

type EventIds = { eventId: string; correlationId?: string | undefined };

const withEventId = z.object({ metadata: z.object({ eventId: z.guid() }) });

/** Keeps an attempt's words for the dead letter that it may become. The answer is the same without. */
async function noteFailure(
  { status, error = "" }: DoorResult,
  { consumer, json, ports }: { consumer: QstashConsumer; json: unknown; ports: Ports },
): Promise<void> {
  const read = withEventId.safeParse(json);
  if (!read.success) return;
  const { eventId } = read.data.metadata;
  try {
    await noteFailedAttempt(ports.db, { consumer, eventId, status, error });
  } catch (cause) {
    const why = describeError(cause);
    ports.log.warn("worker.failure_not_noted", { consumer, event_id: eventId, error: why });
  }
}

type DoorResult = {
  outcome:
    DeliveryOutcome | "unknown_consumer" | "refused" | "permanent" | "retry_later" | "failed";
  status: number;
  headers?: Record<string, string>;
  error?: string;
};

function isConsumer(name: string): name is QstashConsumer {
  return QSTASH_CONSUMERS.some((consumer) => consumer === name);
}

/** Undefined for text that is no JSON: no schema accepts it. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusal(error: unknown): DoorResult {
  const status = error instanceof AppError ? error.status : 401;
  return { outcome: "refused", status, error: describeError(error) };
}

function permanent(error: string): DoorResult {
  return {
    outcome: "permanent",
    status: NON_RETRYABLE_STATUS,
    headers: { "Upstash-NonRetryable-Error": "true" },
    error,
  };
}

function failure(error: unknown, attempt: number): DoorResult {
  if (error instanceof PermanentError) return permanent(describeError(error));
  const message = describeError(error);
  if (error instanceof RetryLaterError)
    return retryLater(message, { attempt, atLeastSeconds: error.retryAfterSeconds });
  if (isDatabaseOutage(error)) return retryLater(message, { attempt, atLeastSeconds: 0 });
  return { outcome: "failed", status: 500, error: message };
}

/**
 * The header takes the place of the broker's own schedule and still costs a retry, so it follows
 * that schedule: a fixed short wait would use up every retry within minutes.
 */
function retryLater(
  error: string,
  { attempt, atLeastSeconds }: { attempt: number; atLeastSeconds: number },
): DoorResult {
  const scheduled = Math.min(DAY_SECONDS, Math.round(Math.exp(2.5 * attempt)));
  return {
    outcome: "retry_later",
    status: 503,
    headers: { "Retry-After": String(Math.max(scheduled, Math.ceil(atLeastSeconds))) },
    error,
  };
}

const CONNECTION_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "57P01",
  "57P02",
  "57P03",
  "53300",
]);

/** Connection lost or refused anywhere in the chain of causes. */
export function isDatabaseOutage(error: unknown): boolean {
  let current = error;
  while (current instanceof Error) {
    if ("code" in current && typeof current.code === "string" && CONNECTION_CODES.has(current.code))
      return true;
    current = current.cause;
  }
  return false;
}
