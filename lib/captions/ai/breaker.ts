import { sql } from "drizzle-orm";
import type { Database, Transaction } from "#db/client.ts";
import type { BreakerLimits } from "./caption-model.ts";

/** Leave to make a call; `probe` is its number when the call is to find out whether the service is back. */
export type Admission = { kind: "admitted"; probe: number | null } | { kind: "open" };

export type BreakerChange = "none" | "opened" | "closed";

/** A probe that has not reported by then has died with its process. */
const PROBE_LEASE_MS = 60_000;

const ms = (value: number) => sql`make_interval(secs => ${value / 1000}::float8)`;

/**
 * Asks the switch of a service, which all instances share, for one call. While it is open one caller
 * at a time gets through once its wait is over. All arithmetic is on the database's clock.
 */
export async function admitCall(tx: Transaction, name: string): Promise<Admission> {
  const { rows } = await tx.orm.execute<{ is_open: boolean }>(
    sql`select open_until is not null as is_open from breakers where name = ${name}`,
  );
  if (rows[0]?.is_open !== true) return { kind: "admitted", probe: null };
  const { rows: probes } = await tx.orm.execute<{ probe: number }>(sql`
    update breakers
    set probe = probe + 1, probe_until = clock_timestamp() + ${ms(PROBE_LEASE_MS)}
    where name = ${name} and open_until <= clock_timestamp()
      and (probe_until is null or probe_until < clock_timestamp())
    returning probe`);
  const [claimed] = probes;
  return claimed === undefined ? { kind: "open" } : { kind: "admitted", probe: claimed.probe };
}

type BreakerRow = {
  is_open: boolean;
  probe: number;
  trips: number;
  consecutive_failures: number;
};

type CallResult = { name: string; failed: boolean; probe: number | null; limits: BreakerLimits };

/** Tells the switch how an admitted call went, and says whether that turned it. */
export async function recordCall(db: Database, call: CallResult): Promise<BreakerChange> {
  return db.transaction(async (tx) => {
    const { name, failed, probe } = call;
    await tx.orm.execute(sql`insert into breakers (name) values (${name}) on conflict do nothing`);
    // The lock comes before the count, so that of two that finish at once the second sees the first.
    const { rows } = await tx.orm.execute<BreakerRow>(sql`
      select open_until is not null as is_open, probe, trips, consecutive_failures
      from breakers where name = ${name} for update`);
    const [row] = rows;
    if (row === undefined) throw new Error(`no breaker ${name}`);
    if (probe !== null) {
      if (!row.is_open || row.probe !== probe) return "none";
      return failed ? open(tx, { call, trips: row.trips }) : close(tx, name);
    }
    // A call from before the opening tells nothing new.
    if (row.is_open) return "none";
    return count(tx, { call, row });
  });
}

async function count(
  tx: Transaction,
  { call, row }: { call: CallResult; row: BreakerRow },
): Promise<BreakerChange> {
  const { name, failed, limits } = call;
  const since = sql`clock_timestamp() - ${ms(limits.windowMs)}`;
  await tx.orm.execute(
    sql`insert into breaker_calls (breaker, at, failed) values (${name}, clock_timestamp(), ${failed})`,
  );
  await tx.orm.execute(sql`delete from breaker_calls where breaker = ${name} and at < ${since}`);
  const { rows } = await tx.orm.execute<{ calls: number; failures: number }>(sql`
    select count(*)::int as calls, (count(*) filter (where failed))::int as failures
    from breaker_calls where breaker = ${name} and at >= ${since}`);
  const { calls = 0, failures = 0 } = rows[0] ?? {};
  const consecutive = failed ? row.consecutive_failures + 1 : 0;
  const isTooMuch =
    consecutive >= limits.consecutiveFailures ||
    (calls >= limits.windowCalls && failures * 2 > calls);
  if (failed && isTooMuch) return open(tx, { call, trips: 0 });
  if (consecutive !== row.consecutive_failures)
    await tx.orm.execute(
      sql`update breakers set consecutive_failures = ${consecutive} where name = ${name}`,
    );
  return "none";
}

async function open(
  tx: Transaction,
  { call, trips }: { call: CallResult; trips: number },
): Promise<BreakerChange> {
  const { openMs, maxOpenMs } = call.limits;
  const waitMs = Math.min(openMs * 2 ** Math.min(trips, 20), maxOpenMs);
  await tx.orm.execute(sql`
    update breakers
    set open_until = clock_timestamp() + ${ms(waitMs)}, probe_until = null, trips = ${trips + 1}
    where name = ${call.name}`);
  return "opened";
}

async function close(tx: Transaction, name: string): Promise<BreakerChange> {
  await tx.orm.execute(sql`
    update breakers
    set open_until = null, probe_until = null, trips = 0, consecutive_failures = 0
    where name = ${name}`);
  await tx.orm.execute(sql`delete from breaker_calls where breaker = ${name}`);
  return "closed";
}
