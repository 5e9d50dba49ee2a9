import { parseArgs } from "node:util";
import * as z from "zod";
import { readTimeline, type TimelineEvent } from "#lib/events/event-timeline.ts";
import { hidePersonal } from "#lib/events/hide-personal.ts";
import { findLoggedEvent } from "#lib/events/read-log.ts";
import { alignedTable, formatMoment } from "./aligned-table.ts";
import type { Command } from "./command.ts";

const positionalsSchema = z.tuple([z.guid()]);

export const showCommand: Command = (args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { personal: { type: "boolean", default: false } },
  });
  const given = positionalsSchema.safeParse(positionals);
  if (!given.success) throw new Error("show takes one EVENT_ID, which is a UUID.");
  const [eventId] = given.data;
  return async ({ db, say }) => {
    const event = await findLoggedEvent(db, eventId);
    if (event === undefined) throw new Error(`There is no event ${eventId} in the log.`);
    const { metadata, payload } = values.personal ? event : hidePersonal(event);
    say(JSON.stringify({ metadata, payload }, null, 2));
    if (event.erased) say("\nIts seller is erased, and with her every field that was personal.");
    const timeline = await readTimeline(db, event.correlationId);
    const own = timeline.filter((other) => other.eventId === eventId);
    say(`\nDeliveries\n${deliveries(own)}`);
    say(`\nEverything under ${event.correlationId}\n${story(timeline, eventId)}`);
    return 0;
  };
};

function deliveries(events: TimelineEvent[]): string {
  const rows = events.flatMap(({ deliveries: each }) =>
    each.map(({ consumer, state, at, attempts, error, deadLetterId }) => [
      consumer,
      state.replace("_", " "),
      formatMoment(at),
      attempts > 0 ? String(attempts) : "",
      deadLetterId ?? "",
      error ?? "",
    ]),
  );
  return rows.length === 0
    ? "Nobody is subscribed to this type."
    : alignedTable(["consumer", "state", "since (UTC)", "failed", "dead letter", "error"], rows);
}

function story(events: TimelineEvent[], eventId: string): string {
  const rows = events.map((event) => [
    event.eventId === eventId ? ">" : "",
    formatMoment(event.occurredAt),
    event.eventType,
    event.source,
    event.eventId,
    event.deliveries
      .map(({ consumer, state }) => `${consumer} ${state.replace("_", " ")}`)
      .join(", "),
  ]);
  return alignedTable(["", "at (UTC)", "type", "source", "event", "deliveries"], rows);
}
