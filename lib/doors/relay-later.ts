import { after } from "next/server";
import { getEnv } from "../env.ts";
import { describeError } from "../errors.ts";
import { coalescePasses } from "../events/coalesce-passes.ts";
import { relayEvents } from "../events/relay-events.ts";
import { openQueue } from "../vendors/qstash.ts";
import { getDatabase, getLog } from "./database.ts";
import { once } from "./once.ts";

const RELAY_AFTER_RESPONSE_MS = 10_000;

export const getQueue = once(() => openQueue({ ...getEnv().qstash, ...getEnv() }));

/** One pass at a time: under load a pass for each request would find what the one before it has taken. */
const getRelay = once(() =>
  coalescePasses(async () => {
    const ports = { db: getDatabase(), queue: getQueue(), log: getLog() };
    await relayEvents(ports, { budgetMs: RELAY_AFTER_RESPONSE_MS });
  }),
);

/** Publishes what this request has committed once its answer is out; the sweep does what this misses. */
export function relayLater(): void {
  after(async () => {
    try {
      await getRelay()();
    } catch (error) {
      getLog().warn("outbox.relay_failed", { error: describeError(error) });
    }
  });
}
