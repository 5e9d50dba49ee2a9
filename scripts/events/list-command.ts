import { parseArgs } from "node:util";
import * as z from "zod";
import { EVENT_TYPES, isEventType } from "#lib/events/catalogue/catalogue.ts";
import { findSellerId, listEvents, type LoggedEvent } from "#lib/events/read-log.ts";
import { subscriptionsOf } from "#lib/events/routing.ts";
import { alignedTable, formatMoment } from "./aligned-table.ts";
import { type Command, moment, parseGiven } from "./command.ts";

const optionsSchema = z.object({
  type: z
    .string()
    .refine(isEventType, `one of ${EVENT_TYPES.join(", ")}`)
    .optional(),
  seller: z.string().optional(),
  video: z.string().optional(),
  correlation: z.guid("a UUID").optional(),
  since: moment.optional(),
  until: moment.optional(),
  limit: z.coerce.number("a number").int().min(1).max(10_000).default(50),
});

export const listCommand: Command = (args) => {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args,
    options: {
      type: text,
      seller: text,
      video: text,
      correlation: text,
      since: text,
      until: text,
      limit: text,
    },
  });
  const { type, seller, video, correlation, since, until, limit } = parseGiven(
    optionsSchema,
    values,
  );
  return async ({ db, say }) => {
    const sellerId = seller === undefined ? undefined : await findSellerId(db, seller);
    if (seller !== undefined && sellerId === undefined)
      throw new Error(`No seller has the handle ${seller}.`);
    const filter = { type, sellerId, videoId: video, correlationId: correlation, since, until };
    const found = await listEvents(db, { filter, limit });
    if (found.length === 0) say("No event matches.");
    else say(alignedTable(HEADER, found.map(toRow)));
    return 0;
  };
};

const HEADER = ["at (UTC)", "type", "seller", "video", "deliveries", "event"];

function toRow(event: LoggedEvent): string[] {
  return [
    formatMoment(event.occurredAt),
    event.eventType,
    event.sellerHandle ?? "",
    event.videoId ?? "",
    deliveriesOf(event),
    event.eventId,
  ];
}

function deliveriesOf({ eventType, publishedAt, publishAttempts, handled, dead }: LoggedEvent) {
  const consumers = isEventType(eventType) ? subscriptionsOf(eventType).length : 0;
  if (publishedAt === null) return `not published (${publishAttempts} tries)`;
  if (consumers === 0) return "";
  return `${handled} of ${consumers}${dead > 0 ? `, ${dead} failed` : ""}`;
}
