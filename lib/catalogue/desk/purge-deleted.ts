import { and, eq, isNotNull, isNull, lte } from "drizzle-orm";
import type { Database, Transaction } from "#db/client.ts";
import {
  assemblies,
  productAi,
  productOverrides,
  productSearch,
  thumbnails,
} from "#db/schema/index.ts";
import type { Clock } from "#lib/clock.ts";
import { describeError } from "#lib/errors.ts";
import { appendEvent } from "#lib/events/append-events.ts";
import type { Log } from "#lib/log.ts";
import type { BlobEraser } from "#lib/media/blob-store.ts";
import type { ProductKey } from "../get-product.ts";
import { UNDO_DAYS } from "./change-state.ts";
import { deskPurged } from "./desk-events.ts";
import { NO_OVERRIDE } from "./desk-product.ts";
import { holdProduct, writeOverride } from "./override-row.ts";

const DAY_MS = 86_400_000;
/** Above every version of a caption, so that no late part wins against what is not there any more. */
const LAST_VERSION = 2_147_483_647;

export type PurgePorts = {
  db: Database;
  blobs: Pick<BlobEraser, "remove">;
  clock: Clock;
  log: Log;
};

/**
 * Ends what was deleted longer ago than it can be taken back, the oldest first: pictures and all that
 * was read goes, and the wish stays, so that the video makes no second product. Returns how many.
 */
export async function purgeDeleted(
  ports: PurgePorts,
  { limit }: { limit: number },
): Promise<number> {
  const { db, clock, log } = ports;
  const before = new Date(clock().getTime() - UNDO_DAYS * DAY_MS);
  const due = await db.orm
    .select({ sellerId: productOverrides.sellerId, videoId: productOverrides.videoId })
    .from(productOverrides)
    .where(
      and(
        isNotNull(productOverrides.deletedAt),
        isNull(productOverrides.purgedAt),
        lte(productOverrides.deletedAt, before),
      ),
    )
    .orderBy(productOverrides.deletedAt)
    .limit(limit);
  let purged = 0;
  for (const key of due) {
    try {
      if (await purge(key, ports)) purged += 1;
    } catch (error) {
      // One whose pictures cannot be removed must not keep back the others.
      log.error("desk.purge_failed", { video_id: key.videoId, error: describeError(error) });
    }
  }
  return purged;
}

async function purge(key: ProductKey, { db, blobs, clock }: PurgePorts): Promise<boolean> {
  // Nobody can take it back by now; after the rows nothing would lead to the files any more.
  await blobs.remove(await pictureUrls(db, key));
  return db.transaction((tx) => purgeRows(tx, { key, at: clock() }));
}

async function pictureUrls(db: Database, { sellerId, videoId }: ProductKey): Promise<string[]> {
  const rows = await db.orm
    .select({ variants: thumbnails.variants, previewUrl: thumbnails.previewUrl })
    .from(thumbnails)
    .where(and(eq(thumbnails.sellerId, sellerId), eq(thumbnails.videoId, videoId)));
  const urls = rows.flatMap(({ variants, previewUrl }) => [
    ...variants.map(({ url }) => url),
    ...(previewUrl === null ? [] : [previewUrl]),
  ]);
  return [...new Set(urls)];
}

type Purge = { key: ProductKey; at: Date };

async function purgeRows(tx: Transaction, { key, at }: Purge): Promise<boolean> {
  const { sellerId, videoId } = key;
  const product = await holdProduct(tx, key);
  if (product === undefined || product.deletedAt === null) return false;
  const { state, deletedAt, deleteReason, revision } = product.override;
  const next = { ...NO_OVERRIDE, state, deletedAt, deleteReason, purgedAt: at };
  if (!(await writeOverride(tx, { key, seen: revision, next, at }))) return false;
  await closeAssembly(tx, key);
  for (const table of [thumbnails, productSearch, productAi])
    await tx.orm.delete(table).where(and(eq(table.sellerId, sellerId), eq(table.videoId, videoId)));
  const override = { ...next, revision: revision + 1 };
  await appendEvent(tx, deskPurged({ before: product, override, at, by: {} }), key);
  return true;
}

/** The row stays without its values: every part that still comes is as good as an older one. */
async function closeAssembly(tx: Transaction, { sellerId, videoId }: ProductKey): Promise<void> {
  const closed = { rank: 2, sourceVersion: LAST_VERSION };
  await tx.orm
    .update(assemblies)
    .set({
      captionValue: null,
      captionRank: closed.rank,
      captionSourceVersion: closed.sourceVersion,
      thumbnailValue: null,
      thumbnailRank: closed.rank,
      thumbnailSourceVersion: closed.sourceVersion,
      tagsValue: null,
      tagsRank: closed.rank,
      tagsSourceVersion: closed.sourceVersion,
      state: "complete",
    })
    .where(and(eq(assemblies.sellerId, sellerId), eq(assemblies.videoId, videoId)));
}
