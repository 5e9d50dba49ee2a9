import { sql } from "drizzle-orm";
import type { Queries } from "#db/client.ts";
import type { Clock } from "#lib/clock.ts";
import { AppError } from "#lib/errors.ts";
import type { Log } from "#lib/log.ts";
import type { Push } from "#lib/realtime/push.ts";
import { apiDoor, type ApiCall } from "./api-door.ts";

const DATABASE_TIMEOUT_MS = 2_000;

/** GET how many people have which channel open, as the push service counts them. */
export function websocketStatsRoute(open: () => { push: Push; clock: Clock; log: Log }) {
  return apiDoor(open, async (_call: ApiCall<unknown>, { push, clock }) => {
    const subscriptions = await push.channelCounts().catch((error: unknown) => {
      throw new AppError("UNAVAILABLE", "The push service does not answer.", { cause: error });
    });
    return {
      body: {
        connected_channels: Object.keys(subscriptions).length,
        subscriptions,
        timestamp: clock().toISOString(),
      },
    };
  });
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
