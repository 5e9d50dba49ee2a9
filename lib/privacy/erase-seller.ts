import { and, eq, isNull, lte, sql } from "drizzle-orm";
import type { Database, Transaction } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import { deleteAccountsOf } from "../accounts/change-account.ts";
import type { Clock } from "../clock.ts";
import { AppError, describeError } from "../errors.ts";
import { appendEvent } from "../events/append-events.ts";
import { createEvent } from "../events/event.ts";
import { derivedId } from "../ids.ts";
import type { Log } from "../log.ts";
import { type BlobEraser, picturesFolder } from "../media/blob-store.ts";
import { eraseRows } from "./erase-rows.ts";
import { eraseWords } from "./erase-words.ts";
import type { KeyStore } from "./key-store.ts";

const { erasures, sellers, thumbnails } = schema;

/** Past every delivery that could be under way when the key was destroyed. */
const SWEEP_AFTER_MINUTES = 15;

export type ErasurePorts = {
  db: Database;
  keys: Pick<KeyStore, "destroy">;
  blobs: BlobEraser;
  clock: Clock;
  log: Log;
};

export type ErasureStep = "hidden" | "key" | "pictures" | "words" | "rows" | "told";

export type ErasureRequest = {
  sellerId: string;
  /** Who asked for it, such as `operator`. */
  erasedBy: string;
  /** Told of each step that is done. */
  onStep?: (step: ErasureStep) => void | Promise<void>;
};

/**
 * Erases a seller: out of sight, key destroyed, pictures, words about her and rows deleted, everyone
 * told. Each step can be repeated, so after a crash anywhere the same call, or the sweep, ends it.
 * Throws NOT_FOUND for an id that nobody ever had.
 */
export async function eraseSeller(
  { sellerId, erasedBy, onStep }: ErasureRequest,
  ports: ErasurePorts,
): Promise<"erased" | "was_erased"> {
  const { db, keys, clock, log } = ports;
  const steps: Record<ErasureStep, () => Promise<unknown>> = {
    hidden: () => db.transaction((tx) => hide(tx, { sellerId, erasedBy, clock })),
    key: () => keys.destroy(sellerId),
    pictures: () => erasePictures(sellerId, ports),
    words: () => eraseWords(db, sellerId),
    rows: () => eraseRows(db, sellerId),
    told: () => db.transaction((tx) => removeAndTell(tx, { sellerId, erasedBy, clock })),
  };
  if (await wasErased(db, sellerId)) return "was_erased";
  // Keys of strings keep the order in which they are written.
  for (const [step, run] of Object.entries(steps)) {
    await run();
    await onStep?.(step as ErasureStep);
  }
  log.info("seller.erased", { seller_id: sellerId });
  return "erased";
}

/**
 * Ends erasures that were interrupted and, once everything that was under way at the time has ended,
 * looks a last time for what it may have left. Returns how many it worked on.
 */
export async function sweepErasures(ports: ErasurePorts): Promise<number> {
  const { db, clock, log } = ports;
  const open = await db.orm.select().from(erasures).where(isNull(erasures.sweptAt));
  const sweptBefore = clock().getTime() - SWEEP_AFTER_MINUTES * 60_000;
  let worked = 0;
  for (const { sellerId, requestedAt, erasedAt } of open) {
    try {
      if (erasedAt === null) {
        // Whoever asked for it may still be at work.
        if (requestedAt.getTime() > clock().getTime() - 60_000) continue;
        await eraseSeller({ sellerId, erasedBy: "sweep" }, ports);
      } else {
        if (erasedAt.getTime() > sweptBefore) continue;
        await erasePictures(sellerId, ports);
        await eraseWords(db, sellerId);
        await eraseRows(db, sellerId);
        await db.orm
          .update(erasures)
          .set({ sweptAt: clock() })
          .where(and(eq(erasures.sellerId, sellerId), lte(erasures.erasedAt, erasedAt)));
      }
      worked += 1;
    } catch (error) {
      log.warn("seller.erasure_failed", { seller_id: sellerId, error: describeError(error) });
    }
  }
  return worked;
}

async function wasErased(db: Database, sellerId: string): Promise<boolean> {
  const [known] = await db.orm.select().from(erasures).where(eq(erasures.sellerId, sellerId));
  return known !== undefined && known.erasedAt !== null;
}

type Subject = { sellerId: string; clock: Clock };

/** From here on no page shows her and no profile of hers is read; what follows is sure to be done. */
async function hide(
  tx: Transaction,
  { sellerId, erasedBy, clock }: Subject & { erasedBy: string },
): Promise<void> {
  const now = clock();
  const hidden = await tx.orm
    .update(sellers)
    .set({ status: "erased", updatedAt: now })
    .where(eq(sellers.id, sellerId))
    .returning({ id: sellers.id });
  if (hidden.length === 0) throw new AppError("NOT_FOUND", "There is no seller with this id.");
  await tx.orm.insert(erasures).values({ sellerId, requestedAt: now }).onConflictDoNothing();
  await deleteAccountsOf(tx, { sellerId, deletedBy: erasedBy, clock });
}

/** By address where an earlier version put them, by folder where they lie now. */
async function erasePictures(sellerId: string, { db, blobs }: ErasurePorts): Promise<void> {
  const rows = await db.orm
    .select({ variants: thumbnails.variants, previewUrl: thumbnails.previewUrl })
    .from(thumbnails)
    .where(eq(thumbnails.sellerId, sellerId));
  const urls = rows.flatMap(({ variants, previewUrl }) => [
    ...variants.map(({ url }) => url),
    ...(previewUrl === null ? [] : [previewUrl]),
  ]);
  await blobs.remove([...new Set(urls)]);
  await blobs.removeAll(picturesFolder(sellerId));
}

/** Her row goes and takes with it what came meanwhile; the log tells of it in the same moment. */
async function removeAndTell(
  tx: Transaction,
  { sellerId, erasedBy, clock }: Subject & { erasedBy: string },
): Promise<void> {
  const now = clock();
  await tx.orm.delete(sellers).where(eq(sellers.id, sellerId));
  await tx.orm
    .update(erasures)
    .set({ erasedAt: sql`coalesce(${erasures.erasedAt}, ${now.toISOString()}::timestamptz)` })
    .where(eq(erasures.sellerId, sellerId));
  const erased = createEvent(
    "seller.erased",
    { sellerId, erasedAt: now.toISOString(), erasedBy },
    {
      source: "privacy",
      correlationId: sellerId,
      eventId: derivedId("seller.erased", sellerId),
      clock: () => now,
    },
  );
  await appendEvent(tx, erased, { sellerId });
}
