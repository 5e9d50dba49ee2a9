import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { productAi, productOverrides } from "#db/schema/index.ts";
import { categorySchema } from "#lib/captions/caption-reading.ts";
import type { LoggedOverride } from "#lib/events/catalogue/override.ts";
import type { ProductKey } from "../get-product.ts";
import { isVideoId } from "../video-id.ts";
import { type DeskProduct, findDeskProduct, type Override } from "./desk-product.ts";

/**
 * The product as it stands, which nobody changes or indexes until this transaction ends: the log has
 * the change at the place where it happened.
 */
export async function holdProduct(
  tx: Transaction,
  key: ProductKey,
): Promise<DeskProduct | undefined> {
  if (!isVideoId(key.videoId)) return undefined;
  await tx.orm
    .select({ version: productAi.version })
    .from(productAi)
    .where(and(eq(productAi.sellerId, key.sellerId), eq(productAi.videoId, key.videoId)))
    .for("no key update");
  return findDeskProduct(tx, key);
}

type Change = { key: ProductKey; seen: number; next: Override; at: Date };

/** Writes her word if it is still the one that was seen; false if it has changed since. */
export async function writeOverride(
  tx: Transaction,
  { key, seen, next, at }: Change,
): Promise<boolean> {
  const { sellerId, videoId } = key;
  const revision = seen + 1;
  const row = { ...next, revision };
  const written =
    seen === 0
      ? await tx.orm
          .insert(productOverrides)
          .values({ ...row, sellerId, videoId, updatedAt: at })
          .onConflictDoNothing()
          .returning({ revision: productOverrides.revision })
      : await tx.orm
          .update(productOverrides)
          .set({
            ...row,
            // Clocks of two instances differ, and a reader who asks since the later one would miss this.
            updatedAt: sql`greatest(${productOverrides.updatedAt}, ${at.toISOString()}::timestamptz)`,
          })
          .where(
            and(
              eq(productOverrides.sellerId, sellerId),
              eq(productOverrides.videoId, videoId),
              eq(productOverrides.revision, seen),
            ),
          )
          .returning({ revision: productOverrides.revision });
  return written.length > 0;
}

/** As the log keeps it. */
export function toLogged({ deletedAt, purgedAt, category, ...override }: Override): LoggedOverride {
  return {
    ...override,
    category: category === null ? null : categorySchema.parse(category),
    deletedAt: deletedAt?.toISOString() ?? null,
    purgedAt: purgedAt?.toISOString() ?? null,
  };
}
