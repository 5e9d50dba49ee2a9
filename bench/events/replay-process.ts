import * as z from "zod";
import { type Database, openDatabase } from "#db/client.ts";
import { systemClock } from "#lib/clock.ts";
import type { EventType } from "#lib/events/catalogue/catalogue.ts";
import { findSettledSeq } from "#lib/events/scan-log.ts";
import { openPrivacy } from "#lib/privacy/open-privacy.ts";
import { openReplay } from "#lib/replay/replay-row.ts";
import type { ReplayTarget } from "#lib/replay/replay-target.ts";
import { runReplay } from "#lib/replay/run-replay.ts";

/** What the process that measures sends to the one that works. */
export const replayLoad = z.object({
  url: z.string(),
  keysUrl: z.string(),
  /** Base64. */
  masterKey: z.string(),
  types: z.array(z.custom<EventType>((type) => typeof type === "string")),
});
export type ReplayLoad = z.infer<typeof replayLoad>;

/** Whole rows, page after page by their number, as any reader of the log would ask for them. */
const PAGE = 1_000;
const KEYSET_SELECT = `select seq, event_id, event_type, event_version, seller_id, video_id, metadata, payload
  from events where seq > $1 order by seq limit $2`;

/** How many events a second went through, and the most memory that the process has held since it began. */
export type Pass = { events: number; perSecond: number; peakMiB: number };

process.once("message", (message) => void serve(replayLoad.parse(message)));
process.once("disconnect", () => process.exit(0));
process.send?.("up");

async function serve({ url, keysUrl, masterKey, types }: ReplayLoad): Promise<void> {
  const masterKeys = [Buffer.from(masterKey, "base64")];
  const { personal } = openPrivacy({ keysDatabaseUrl: keysUrl, masterKeys }, () => undefined);
  const db = openDatabase({ driver: "pg", url, maxConnections: 2 }, () => undefined, personal);
  const passes = { replay: () => replayAll(db, types), select: () => selectAll(db) };
  process.on("message", (name) => {
    if (name !== "replay" && name !== "select") return;
    void (async () => process.send?.(await measure(passes[name])))();
  });
  process.send?.("ready");
}

async function measure(pass: () => Promise<number>): Promise<Pass> {
  const startedAt = performance.now();
  const events = await pass();
  const perSecond = (events * 1_000) / (performance.now() - startedAt);
  return { events, perSecond, peakMiB: process.resourceUsage().maxRSS / 1024 };
}

/** The whole rule: every event read and revealed, its inbox row written, the cursor moved with each batch. */
async function replayAll(db: Database, types: readonly EventType[]): Promise<number> {
  const target: ReplayTarget = {
    kind: "log",
    name: "analytics-service",
    types,
    projection: {
      name: "analytics-service",
      needsNothingPersonal: true,
      project: () => Promise.resolve(),
    },
  };
  const request = String(await findSettledSeq(db));
  const replay = await openReplay(db, { consumer: target.name, selection: { types }, request });
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const done = await runReplay(
    { replay, target },
    { db, clock: systemClock, log: quiet, wait: () => Promise.resolve() },
    { perSecond: null, onProgress: () => undefined },
  );
  return done.handled;
}

async function selectAll(db: Database): Promise<number> {
  let [after, count] = ["0", 0];
  for (;;) {
    const { rows } = await db.orm.$client.query<{ seq: string }>({
      name: "keyset",
      text: KEYSET_SELECT,
      values: [after, PAGE],
    });
    count += rows.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return count;
    after = last.seq;
  }
}
