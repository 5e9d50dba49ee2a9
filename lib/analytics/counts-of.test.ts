import { describe, expect, test } from "vitest";
import { exampleEvent } from "../events/example-event.ts";
import { logRouteOf } from "../events/routing.ts";
import { personalFieldsOf } from "../events/personal-fields.ts";
import { type LogEntry, toLogEntry } from "../events/stored-event.ts";
import { COUNTED_TYPES, type CountedType, countsOf, NO_SELLER, NO_VIDEO } from "./counts-of.ts";

const SELLER = "6fa459ea-ee8a-4ca4-894e-db77e160355e";
const VIDEO = "7412000000000000001";

type Given = { timestamp?: string; sellerId?: string | null; videoId?: string | null };

function entryOf(type: CountedType, { timestamp, sellerId = null, videoId = null }: Given = {}) {
  const { metadata, payload } = exampleEvent(type);
  const stored = {
    eventId: metadata.eventId,
    eventType: type,
    eventVersion: metadata.eventVersion,
    sellerId,
    videoId,
    metadata: timestamp === undefined ? metadata : { ...metadata, timestamp },
    payload: payload as Record<string, unknown>,
  };
  // The example is of just this type.
  return toLogEntry(stored) as LogEntry<CountedType>;
}

describe("countsOf", () => {
  test("counts every type of its list, which its consumer is subscribed to", () => {
    const subscribed = logRouteOf("analytics-service").eventTypes;
    expect(COUNTED_TYPES.filter((type) => !subscribed.includes(type))).toEqual([]);
    for (const type of COUNTED_TYPES)
      expect(countsOf(entryOf(type))[0]).toMatchObject({ count: 1 });
  });

  test("gives each type a metric of its own", () => {
    const metrics = COUNTED_TYPES.map((type) => countsOf(entryOf(type))[0]?.metric);
    expect(new Set(metrics).size).toBe(COUNTED_TYPES.length);
  });

  test("files an event under its own day in UTC, its seller and its video", () => {
    const entry = entryOf("content.archived", {
      timestamp: "2026-03-01T01:30:00.000+03:00",
      sellerId: SELLER,
      videoId: VIDEO,
    });
    expect(countsOf(entry)).toEqual([
      {
        sellerId: SELLER,
        day: "2026-02-28",
        metric: "content.archived",
        videoId: VIDEO,
        count: 1,
      },
    ]);
  });

  test("files what belongs to nobody under nobody", () => {
    expect(countsOf(entryOf("ingest.started"))).toEqual([
      expect.objectContaining({ sellerId: NO_SELLER, videoId: NO_VIDEO }),
    ]);
  });

  test("takes the seller from an order that says whose it is, and counts what of which video was ordered", () => {
    expect(countsOf(entryOf("order.placed"))).toEqual([
      expect.objectContaining({ sellerId: SELLER, metric: "orders.placed", videoId: NO_VIDEO }),
      expect.objectContaining({ metric: "units.ordered", videoId: "7301", count: 1 }),
    ]);
  });

  test("tells a search that found nothing from one that did", () => {
    const entry = entryOf("search.performed");
    expect(countsOf(entry)).toHaveLength(1);
    const { event } = entry;
    const nothing = { ...event, payload: { ...event.payload, resultsCount: 0 } };
    const counts = countsOf({ ...entry, event: nothing } as LogEntry<CountedType>);
    expect(counts.map(({ metric }) => metric)).toEqual([
      "searches.performed",
      "searches.without_result",
    ]);
  });

  test("says the same when everything personal is hidden", () => {
    for (const type of COUNTED_TYPES) {
      const entry = entryOf(type, { sellerId: SELLER, videoId: VIDEO });
      const hidden = structuredClone(entry);
      for (const path of personalFieldsOf(type)) hide(hidden.event, path);
      expect(countsOf(hidden)).toEqual(countsOf(entry));
    }
  });
});

function hide(value: unknown, [step, ...rest]: readonly string[]): void {
  if (value === null || typeof value !== "object" || step === undefined) return;
  // Only keys of the object itself are set.
  const holder = value as Record<string, unknown>;
  const keys =
    step === "*" ? Object.keys(holder) : [step].filter((key) => Object.hasOwn(holder, key));
  for (const key of keys)
    if (rest.length === 0) holder[key] = null;
    else hide(holder[key], rest);
}
