import { describe, expect, test } from "vitest";
import { ASSEMBLY_TTL_HOURS } from "../assembly/statements.ts";
import { EVENT_TYPES } from "./catalogue/catalogue.ts";
import { TOPICS } from "./catalogue/topics.ts";
import {
  CONSUMERS,
  isQstashSubscription,
  LOG_CONSUMERS,
  logRouteOf,
  QSTASH_CONSUMERS,
  qstashSubscriptionsOf,
  RETENTION_DAYS,
  SUBSCRIPTIONS,
  subscriptionsOf,
  urlGroups,
} from "./routing.ts";

const DAY_SECONDS = 86_400;

/** When the broker's last retry comes after the first attempt, if each is answered at once. */
function lastRetrySeconds(retries: number): number {
  const waits = Array.from({ length: retries }, (_, index) =>
    Math.min(DAY_SECONDS, Math.exp(2.5 * (index + 1))),
  );
  return waits.reduce((sum, wait) => sum + wait, 0);
}

describe("routing", () => {
  test("retries of a delivery are over before its assembly expires, with time for a redrive", () => {
    const half = (ASSEMBLY_TTL_HOURS / 2) * 3_600;
    for (const { retries, timeoutSeconds } of SUBSCRIPTIONS.filter(isQstashSubscription))
      expect(lastRetrySeconds(retries) + (retries + 1) * timeoutSeconds).toBeLessThan(half);
    expect(lastRetrySeconds(5)).toBeGreaterThan(ASSEMBLY_TTL_HOURS * 3_600);
  });

  test("gives every consumer a subscription", () => {
    const subscribed = new Set<string>(SUBSCRIPTIONS.map(({ consumer }) => consumer));
    expect(CONSUMERS.filter((consumer) => !subscribed.has(consumer))).toEqual([]);
  });

  test("subscribes no consumer twice to one type", () => {
    for (const type of EVENT_TYPES) {
      const consumers = subscriptionsOf(type).map(({ consumer }) => consumer);
      expect(new Set(consumers).size).toBe(consumers.length);
    }
  });

  test("makes URL groups of what the queue delivers alone", () => {
    const groups = urlGroups("prod", "https://shop.test");
    const named = new Set(groups.flatMap(({ endpoints }) => endpoints.map(({ name }) => name)));
    expect(named).toEqual(new Set(QSTASH_CONSUMERS));
    const delivered = EVENT_TYPES.filter((type) => qstashSubscriptionsOf(type).length > 0);
    expect(groups).toHaveLength(delivered.length);
  });

  test("lets a consumer of the log read all its topics in one way", () => {
    for (const consumer of LOG_CONSUMERS) {
      const own = SUBSCRIPTIONS.filter((subscription) => subscription.consumer === consumer);
      const { batchSize, retries, eventTypes } = logRouteOf(consumer);
      for (const subscription of own)
        expect(subscription).toMatchObject({ transport: "log", batchSize, retries });
      expect(eventTypes).toHaveLength(
        own.flatMap((subscription) => subscription.eventTypes).length,
      );
    }
  });

  test("keeps for ever what a shop is made of", () => {
    const kept = TOPICS.filter((topic) => RETENTION_DAYS[topic] === null);
    expect(TOPICS.filter((topic) => !kept.includes(topic))).toEqual([
      "ingest-events",
      "auth-events",
      "search-events",
    ]);
  });
});
