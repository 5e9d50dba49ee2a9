import * as z from "zod";
import type { Database } from "#db/client.ts";
import { AppError, describeError } from "../errors.ts";
import { recordDeadLetter } from "../events/dead-letters.ts";
import { QSTASH_CONSUMERS, type QstashConsumer } from "../events/routing.ts";
import type { Log } from "../log.ts";
import type { SignatureVerifier } from "../vendors/qstash.ts";
import { readSignedBody } from "./read-body.ts";
import { parseJson } from "./worker-door.ts";

/** A report holds its event and the last answer, both in base64. */
const MAX_REPORT_BYTES = 256 * 1024;

/** What QStash tells of a delivery that it has given up. */
const failureReport = z.object({
  status: z.number().default(0),
  url: z.string(),
  retried: z.number().default(0),
  body: z.string().optional(),
  sourceMessageId: z.string(),
});

export type FailureDoorConfig = {
  origin: string;
  verifySignature: SignatureVerifier;
  db: Database;
  log: Log;
};

const eventIdParameter = z.uuid();

/** Takes QStash's word that a delivery failed for good, and makes it a row that can be seen and run again. */
export async function openFailureDoor(
  request: Request,
  config: FailureDoorConfig,
): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const eventId = eventIdParameter.safeParse(searchParams.get("event_id"));
  if (!eventId.success) return new Response(null, { status: 404 });
  const url = `${config.origin}/api/workers/failed?event_id=${eventId.data}`;
  try {
    const { verifySignature } = config;
    const signed = { url, verifySignature, maxBytes: MAX_REPORT_BYTES };
    const report = failureReport.safeParse(parseJson(await readSignedBody(request, signed)));
    const consumer = report.data && consumerOf(report.data.url);
    if (!report.success || consumer === undefined) {
      config.log.warn("failure.unreadable", { event_id: eventId.data });
      return new Response(null, {
        status: 489,
        headers: { "Upstash-NonRetryable-Error": "true" },
      });
    }
    await recordDeadLetter(config.db, {
      consumer,
      eventId: eventId.data,
      messageId: report.data.sourceMessageId,
      status: report.data.status,
      attempts: report.data.retried + 1,
    });
    config.log.warn("worker.dead_lettered", {
      consumer,
      event_id: eventId.data,
      status: report.data.status,
      attempts: report.data.retried + 1,
    });
    return new Response(null, { status: 200 });
  } catch (error) {
    const status = error instanceof AppError ? error.status : 503;
    config.log.warn("failure.refused", { status, error: describeError(error) });
    return new Response(null, { status });
  }
}

/** The consumer that a worker address names. */
function consumerOf(address: string): QstashConsumer | undefined {
  const name = URL.canParse(address) ? new URL(address).pathname.split("/").at(-1) : undefined;
  return QSTASH_CONSUMERS.find((consumer) => consumer === name);
}
