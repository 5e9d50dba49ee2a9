import { and, desc, eq, gt, lt, ne, sql } from "drizzle-orm";
import { type ProfileFound, profileLookups } from "#db/schema/index.ts";
import { describeError } from "../errors.ts";
import { retryDelaySeconds } from "../ingestion/poll-interval.ts";
import { reserveRun } from "../ingestion/reserve-run.ts";
import { ScraperError } from "../ingestion/scraper.ts";
import { inTime } from "../vendors/in-time.ts";
import { readProfileItems } from "./profile-items.ts";
import { type Proof, proveFromBio } from "./prove-handle.ts";
import type { SellerPorts } from "./seller-ports.ts";

export type Lookup = typeof profileLookups.$inferSelect;

export type StartedLookup =
  | { kind: "started"; lookup: Lookup }
  /** She has looked too often. */
  | { kind: "wait"; until: Date }
  | { kind: "unavailable"; retryAt: Date };

const LOOKUPS_PER_HOUR = 8;
const HOUR_MS = 3_600_000;
/** Enough to tell a profile that tags its videos from one that does not. */
const ITEMS = 10;
const ANSWER_LIMIT_MS = 8_000;
/** A run that says nothing for so long is given up. */
const GIVE_UP_MS = 5 * 60_000;
const TRIES = 3;
const RETRY_WINDOW_MS = 6 * HOUR_MS;

type Wanted = { userId: string; handle: string; purpose: Lookup["purpose"] };

/** Has the scraper look at a profile for somebody; the look before it is dropped. */
export async function startLookup(wanted: Wanted, ports: SellerPorts): Promise<StartedLookup> {
  const { db, clock, newId } = ports;
  const now = clock();
  const opened = await db.transaction(async (tx): Promise<StartedLookup> => {
    // Two taps on the button are one look after the other, so that both are counted.
    await tx.orm.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`profile_lookups|${wanted.userId}`}, 0))`,
    );
    const recent = await tx.orm
      .select({ createdAt: profileLookups.createdAt })
      .from(profileLookups)
      .where(
        and(
          eq(profileLookups.userId, wanted.userId),
          gt(profileLookups.createdAt, new Date(now.getTime() - HOUR_MS)),
        ),
      )
      .orderBy(desc(profileLookups.createdAt))
      .limit(LOOKUPS_PER_HOUR);
    const oldest = recent[LOOKUPS_PER_HOUR - 1];
    if (oldest !== undefined)
      return { kind: "wait", until: new Date(oldest.createdAt.getTime() + HOUR_MS) };
    if (!(await reserveRun(tx, { now, dailyRuns: ports.dailyRuns })))
      return { kind: "unavailable", retryAt: new Date(now.getTime() + HOUR_MS) };
    await tx.orm
      .update(profileLookups)
      .set({ state: "dropped" })
      .where(
        and(
          eq(profileLookups.userId, wanted.userId),
          eq(profileLookups.purpose, wanted.purpose),
          ne(profileLookups.state, "dropped"),
        ),
      );
    const [lookup] = await tx.orm
      .insert(profileLookups)
      .values({ id: newId(), ...wanted, state: "running", createdAt: now })
      .returning();
    if (lookup === undefined) throw new Error("an inserted look-up came back without its row");
    return { kind: "started", lookup };
  });
  if (opened.kind !== "started") return opened;
  return { kind: "started", lookup: await askScraper(opened.lookup, ports) };
}

async function askScraper(lookup: Lookup, ports: SellerPorts): Promise<Lookup> {
  const { id, handle } = lookup;
  try {
    const run = await inTime(
      ports.scraper.startRun({
        handles: [handle],
        since: null,
        resultsPerProfile: ITEMS,
        runId: id,
        withoutMedia: true,
      }),
      { service: "the scraper", limitMs: ANSWER_LIMIT_MS },
    );
    const started = await update(lookup, run, ports);
    ports.log.info("sellers.lookup_started", { lookup_id: id });
    return started;
  } catch (error) {
    ports.log.warn("sellers.lookup_refused", { lookup_id: id, error: describeError(error) });
    return settle(lookup, await blocked(lookup, ports), ports);
  }
}

/** The newest look of somebody for a purpose that she has not put aside. */
export async function findLookup(
  { userId, purpose }: Omit<Wanted, "handle">,
  { db }: Pick<SellerPorts, "db">,
): Promise<Lookup | undefined> {
  const [lookup] = await db.orm
    .select()
    .from(profileLookups)
    .where(
      and(
        eq(profileLookups.userId, userId),
        eq(profileLookups.purpose, purpose),
        ne(profileLookups.state, "dropped"),
      ),
    )
    .orderBy(desc(profileLookups.createdAt))
    .limit(1);
  return lookup;
}

export async function dropLookups(userId: string, { db }: Pick<SellerPorts, "db">): Promise<void> {
  await db.orm
    .update(profileLookups)
    .set({ state: "dropped" })
    .where(and(eq(profileLookups.userId, userId), eq(profileLookups.purpose, "sign_up")));
}

export type AdvancedLookup = { lookup: Lookup; proof: Proof | null };

/**
 * Takes a look as far as the scraper has come. One that was refused is tried again when its time is
 * there, a few times in all. May be called at any time and twice at once.
 */
export async function advanceLookup(lookup: Lookup, ports: SellerPorts): Promise<AdvancedLookup> {
  if (lookup.state === "done") return { lookup: await tryAgain(lookup, ports), proof: null };
  if (lookup.state !== "running") return { lookup, proof: null };
  const age = ports.clock().getTime() - lookup.createdAt.getTime();
  try {
    const seen = await inTime(readRun(lookup, ports), {
      service: "the scraper",
      limitMs: ANSWER_LIMIT_MS,
    });
    if (seen !== undefined) return await finish(lookup, { seen, ports });
  } catch (error) {
    if (!(error instanceof ScraperError))
      ports.log.warn("sellers.lookup_late", { lookup_id: lookup.id });
  }
  if (age < GIVE_UP_MS) return { lookup, proof: null };
  return { lookup: await settle(lookup, await blocked(lookup, ports), ports), proof: null };
}

async function readRun({ scraperRunId, handle }: Lookup, { scraper }: SellerPorts) {
  if (scraperRunId === null) return undefined;
  const run = await scraper.findRun(scraperRunId);
  if (run === undefined || run.state === "running") return undefined;
  const page = await scraper.readPage(run.datasetId, { offset: 0, limit: ITEMS + 1 });
  const seen = readProfileItems(handle, page.items);
  return seen.kind === "empty" && run.state !== "succeeded" ? ({ kind: "error" } as const) : seen;
}

type Seen = ReturnType<typeof readProfileItems>;

async function finish(
  lookup: Lookup,
  { seen, ports }: { seen: Seen; ports: SellerPorts },
): Promise<AdvancedLookup> {
  if (seen.kind === "blocked" || seen.kind === "error")
    return { lookup: await settle(lookup, await blocked(lookup, ports), ports), proof: null };
  if (seen.kind !== "found")
    return { lookup: await settle(lookup, { kind: seen.kind }, ports), proof: null };
  const { avatarUrl, ...profile } = seen;
  const portrait =
    avatarUrl === null || lookup.purpose === "proof" ? null : await ports.makePortrait(avatarUrl);
  const settled = await settle(lookup, { ...profile, portrait }, ports);
  const { handle } = lookup;
  const proof = await ports.db.transaction((tx) =>
    proveFromBio(tx, { handle, bio: profile.bio, clock: ports.clock }),
  );
  if (proof !== null) ports.expirePages({ handle, sellerId: proof.sellerId });
  return { lookup: settled, proof };
}

/** When the same look may succeed, later with each refusal in a row. */
async function blocked(
  { userId, handle }: Lookup,
  { db, clock }: SellerPorts,
): Promise<ProfileFound> {
  const now = clock();
  const refused = await db.orm.$count(
    profileLookups,
    and(
      eq(profileLookups.userId, userId),
      eq(profileLookups.handle, handle),
      gt(profileLookups.createdAt, new Date(now.getTime() - RETRY_WINDOW_MS)),
      sql`${profileLookups.found}->>'kind' = 'blocked'`,
    ),
  );
  const retryAt = new Date(now.getTime() + retryDelaySeconds(refused + 1) * 1_000).toISOString();
  return { kind: "blocked", retryAt };
}

async function tryAgain(lookup: Lookup, ports: SellerPorts): Promise<Lookup> {
  const { found, userId, handle, purpose } = lookup;
  if (found?.kind !== "blocked" || new Date(found.retryAt) > ports.clock()) return lookup;
  const waitedMs = Date.parse(found.retryAt) - (lookup.finishedAt ?? lookup.createdAt).getTime();
  if (waitedMs > retryDelaySeconds(TRIES) * 1_000) return lookup;
  const again = await startLookup({ userId, handle, purpose }, ports);
  return again.kind === "started" ? again.lookup : lookup;
}

async function settle(
  lookup: Lookup,
  found: ProfileFound,
  { db, clock, log }: SellerPorts,
): Promise<Lookup> {
  const [settled] = await db.orm
    .update(profileLookups)
    .set({ state: "done", found, finishedAt: clock() })
    .where(and(eq(profileLookups.id, lookup.id), eq(profileLookups.state, "running")))
    .returning();
  if (settled !== undefined) {
    log.info("sellers.lookup_done", { lookup_id: lookup.id, found: found.kind });
    return settled;
  }
  return find(lookup, { db });
}

async function update(
  lookup: Lookup,
  run: { scraperRunId: string; datasetId: string },
  { db }: SellerPorts,
): Promise<Lookup> {
  const { scraperRunId, datasetId } = run;
  const [started] = await db.orm
    .update(profileLookups)
    .set({ scraperRunId, datasetId })
    .where(eq(profileLookups.id, lookup.id))
    .returning();
  return started ?? lookup;
}

async function find(lookup: Lookup, { db }: Pick<SellerPorts, "db">): Promise<Lookup> {
  const [now] = await db.orm.select().from(profileLookups).where(eq(profileLookups.id, lookup.id));
  return now ?? lookup;
}

const KEPT_MS = 7 * 24 * HOUR_MS;

/** Deletes looks that nothing asks about any more. Returns how many. */
export async function forgetOldLookups({ db, clock }: Pick<SellerPorts, "db" | "clock">) {
  const before = new Date(clock().getTime() - KEPT_MS);
  const forgotten = await db.orm
    .delete(profileLookups)
    .where(lt(profileLookups.createdAt, before))
    .returning({ id: profileLookups.id });
  return forgotten.length;
}
