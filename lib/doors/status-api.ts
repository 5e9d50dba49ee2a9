import { sql } from "drizzle-orm";
import type { Queries } from "#db/client.ts";
import type { Clock } from "#lib/clock.ts";
import { AppError } from "#lib/errors.ts";
import type { Log } from "#lib/log.ts";
import { shopChannel } from "#lib/realtime/channels.ts";
import type { Push } from "#lib/realtime/push.ts";
import { apiDoor, type ApiCall } from "./api-door.ts";

const DATABASE_TIMEOUT_MS = 2_000;
/** The route is open to everybody, and each count is a call of the push service with our key. */
const COUNTS_KEPT_MS = 10_000;

type PushPorts = { push: Push; clock: Clock; log: Log };
type Counts = { countedAt: Date; subscriptions: Promise<Record<string, number>> };

/** GET how many people have which shop open, as the push service counted them at `timestamp`. */
export function websocketStatsRoute(open: () => PushPorts) {
  let kept: Counts | undefined;
  return apiDoor(open, async (_call: ApiCall<unknown>, { push, clock }) => {
    const now = clock();
    if (!kept || now.getTime() - kept.countedAt.getTime() >= COUNTS_KEPT_MS)
      kept = { countedAt: now, subscriptions: countShopChannels(push) };
    const counts = kept;
    try {
      const subscriptions = await counts.subscriptions;
      return {
        body: {
          connected_channels: Object.keys(subscriptions).length,
          subscriptions,
          timestamp: counts.countedAt.toISOString(),
        },
      };
    } catch (cause) {
      if (kept === counts) kept = undefined;
      throw new AppError("UNAVAILABLE", "The push service does not answer.", { cause });
    }
  });
}

/** The names of a seller's private channels hold her id, which is nobody else's business. */
async function countShopChannels(push: Push): Promise<Record<string, number>> {
  const counts = Object.entries(await push.channelCounts());
  return Object.fromEntries(counts.filter(([name]) => name.startsWith(shopChannel(""))));
}

type HealthPorts = { db: Queries; version: string; clock: Clock; log: Log };

/** GET whether this process lives and can serve; 503 while the database does not answer. */
export function healthRoute(open: () => HealthPorts) {
  return apiDoor(open, async (_call: ApiCall<unknown>, { db, version, clock }) => {
    const database = await probe(db);
    return {
      status: database.reachable ? 200 : 503,
      body: {
        status: database.reachable ? "ok" : "unavailable",
        live: true,
        ready: database.reachable,
        database,
        version,
        timestamp: clock().toISOString(),
      },
    };
  });
}

type Probe = { reachable: true; latency_ms: number } | { reachable: false };

async function probe(db: Queries): Promise<Probe> {
  const startedMs = performance.now();
  const timeout = Promise.withResolvers<Probe>();
  const timer = setTimeout(() => timeout.resolve({ reachable: false }), DATABASE_TIMEOUT_MS);
  const answered = db.orm.execute(sql`select 1`).then(
    (): Probe => ({
      reachable: true,
      latency_ms: Math.round((performance.now() - startedMs) * 100) / 100,
    }),
    (): Probe => ({ reachable: false }),
  );
  return Promise.race([answered, timeout.promise]).finally(() => clearTimeout(timer));
}
