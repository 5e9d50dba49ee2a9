import { sql } from "drizzle-orm";
import { isCaptionSettled } from "#lib/assembly/is-caption-settled.ts";
import { findWords } from "#lib/assembly/find-words.ts";
import type { AssemblyKey, VideoWordsPart } from "#lib/assembly/part.ts";
import type { Clock } from "#lib/clock.ts";
import { derivedId, videoCorrelationId } from "#lib/ids.ts";
import { findVideo, type StoredVideo } from "#lib/ingestion/find-video.ts";
import { wordsForModel } from "../gather-words.ts";
import { readCaption } from "../read-caption.ts";
import { toMergedCaptionPart, toMergedTagsPart } from "./caption-parts.ts";
import { type AiPorts, type AiReading, readWithAi } from "./read-with-ai.ts";
import { recordReading } from "./record-reading.ts";
import { isUpgradeReason, nextBudgetDay, type UpgradeReason } from "./request-upgrade.ts";

export type UpgradePorts = AiPorts & { clock: Clock };

export type UpgradeCounts = { upgraded: number; postponed: number; dropped: number };

type DueUpgrade = AssemblyKey & { attempts: number };

/** A sweep that dies leaves its row due again after this. */
const LEASE_SECONDS = 120;
const FIRST_WAIT_SECONDS = 60;
const MAX_WAIT_SECONDS = 6 * 60 * 60;
/** About three days of trying: a caption that fails so long fails for a reason of its own. */
const MAX_ATTEMPTS = 20;

/**
 * Gives captions that the rules read to the model, the longest due first, and puts its readings
 * into their assemblies at rank 2. Stops at the limit, at its time, or when the model is out of reach.
 */
export async function upgradeDue(
  ports: UpgradePorts,
  { limit, budgetMs = 30_000 }: { limit: number; budgetMs?: number },
): Promise<UpgradeCounts> {
  const counts: UpgradeCounts = { upgraded: 0, postponed: 0, dropped: 0 };
  if (ports.ai === null) return counts;
  const startedAt = performance.now();
  for (let taken = 0; taken < limit && performance.now() - startedAt < budgetMs; taken += 1) {
    const due = await claimDue(ports);
    if (due === undefined) break;
    const result = await upgrade(due, ports);
    counts[result.kind] += 1;
    if (result.why === "open") break;
  }
  return counts;
}

async function claimDue({ db }: UpgradePorts): Promise<DueUpgrade | undefined> {
  const { rows } = await db.orm.execute<{
    seller_id: string;
    video_id: string;
    attempts: number;
  }>(sql`
    update ai_upgrades u
    set due_at = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}),
      attempts = u.attempts + 1
    from (
      select seller_id, video_id from ai_upgrades
      where due_at <= clock_timestamp() order by due_at limit 1 for update skip locked
    ) as due
    where u.seller_id = due.seller_id and u.video_id = due.video_id
    returning u.seller_id, u.video_id, u.attempts`);
  const [row] = rows;
  return row && { sellerId: row.seller_id, videoId: row.video_id, attempts: row.attempts };
}

type UpgradeResult = {
  kind: keyof UpgradeCounts;
  why?: Extract<AiReading, { kind: "rules" }>["why"];
};

async function upgrade(due: DueUpgrade, ports: UpgradePorts): Promise<UpgradeResult> {
  const video = await findVideo(ports.db, due.videoId);
  if (video === undefined || (await isCaptionSettled(ports.db, video))) return drop(due, ports);
  const rules = readCaption(video.caption, { country: video.country });
  const kept = await findWords(ports.db, video);
  const read = await readWithAi({ video, rules, words: wordsForModel(rules, kept) }, ports);
  if (read.kind === "ai") return record(video, { ...ports, read, subtitles: kept.subtitles });
  if (!isUpgradeReason(read.why) || due.attempts >= MAX_ATTEMPTS) {
    ports.log.warn("ai.upgrade_dropped", { video_id: due.videoId, reason: read.why });
    return { ...(await drop(due, ports)), why: read.why };
  }
  await postpone({ ...due, reason: read.why }, ports);
  return { kind: "postponed", why: read.why };
}

type Upgraded = {
  read: Extract<AiReading, { kind: "ai" }>;
  /** What the part that is replaced had of them: their links have died since. */
  subtitles: VideoWordsPart | null;
};

async function record(
  video: StoredVideo,
  { db, clock, read, subtitles }: UpgradePorts & Upgraded,
): Promise<UpgradeResult> {
  const { sellerId, videoId, handle, sourceVersion } = video;
  await db.transaction(async (tx) => {
    await recordReading(tx, {
      origin: {
        sellerId,
        videoId,
        handle,
        causationId: derivedId("caption.upgraded", videoId, sourceVersion),
        correlationId: videoCorrelationId(videoId),
      },
      sourceVersion,
      rank: 2,
      caption: toMergedCaptionPart(read, {
        caption: video.caption,
        shopCurrency: video.currency,
        subtitles,
      }),
      tags: toMergedTagsPart(read),
      clock,
    });
    // A caption edited meanwhile keeps the row: its own reading may have come from the rules.
    await tx.orm.execute(sql`
      delete from ai_upgrades where seller_id = ${sellerId}::uuid and video_id = ${videoId}
        and exists (select 1 from videos
          where video_id = ${videoId} and source_version = ${sourceVersion})`);
  });
  return { kind: "upgraded" };
}

async function drop(
  { sellerId, videoId }: DueUpgrade,
  { db }: UpgradePorts,
): Promise<UpgradeResult> {
  await db.orm.execute(
    sql`delete from ai_upgrades where seller_id = ${sellerId}::uuid and video_id = ${videoId}`,
  );
  return { kind: "dropped" };
}

async function postpone(
  due: DueUpgrade & { reason: UpgradeReason },
  { db }: UpgradePorts,
): Promise<void> {
  const waitSeconds = Math.min(FIRST_WAIT_SECONDS * 2 ** (due.attempts - 1), MAX_WAIT_SECONDS);
  const dueAt =
    due.reason === "budget"
      ? nextBudgetDay
      : sql`clock_timestamp() + make_interval(secs => ${waitSeconds})`;
  await db.orm.execute(sql`
    update ai_upgrades set due_at = ${dueAt}, reason = ${due.reason}::ai_upgrade_reason
    where seller_id = ${due.sellerId}::uuid and video_id = ${due.videoId}`);
}
