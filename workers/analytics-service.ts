import { addCounts } from "#lib/analytics/add-counts.ts";
import { COUNTED_TYPES, type CountedType, countsOf } from "#lib/analytics/counts-of.ts";
import { forgetSellers } from "#lib/analytics/forget-sellers.ts";
import type { LogConsumerDefinition } from "#lib/doors/consumer.ts";
import { isEventOf } from "#lib/events/read-event.ts";
import type { LogEntry } from "#lib/events/stored-event.ts";

/** Counts what happens, for each seller, day and video, until the seller is erased. */
export const analyticsService: LogConsumerDefinition<CountedType | "seller.erased"> = {
  name: "analytics-service",
  eventTypes: [...COUNTED_TYPES, "seller.erased"],
  needsNothingPersonal: true,
  async project(tx, entries) {
    await addCounts(tx, entries.filter(isCounted).flatMap(countsOf));
    // Her erasure is the last that the log tells of a seller, so it may come last here as well.
    await forgetSellers(tx, entries.flatMap(erasedSeller));
  },
};

type Entry = LogEntry<CountedType | "seller.erased">;

function isCounted(entry: Entry): entry is LogEntry<CountedType> {
  return entry.event.metadata.eventType !== "seller.erased";
}

function erasedSeller({ event }: Entry): string[] {
  return isEventOf(event, "seller.erased") ? [event.payload.sellerId] : [];
}
