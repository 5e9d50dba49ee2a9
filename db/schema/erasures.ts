import { sql } from "drizzle-orm";
import { index, pgTable, timestamp, uuid } from "drizzle-orm/pg-core";

/**
 * Sellers who are being erased, or were: an id that leads to nobody. Written before the first step,
 * so that whatever interrupts an erasure, the sweep ends it.
 */
export const erasures = pgTable(
  "erasures",
  {
    sellerId: uuid("seller_id").primaryKey(),
    requestedAt: timestamp("requested_at", { withTimezone: true }).notNull(),
    /** When her key, rows and pictures were gone and everyone was told. */
    erasedAt: timestamp("erased_at", { withTimezone: true }),
    /** When what was under way at that moment had been looked for once more. */
    sweptAt: timestamp("swept_at", { withTimezone: true }),
  },
  (table) => [
    index("erasures_open_idx")
      .on(table.requestedAt)
      .where(sql`${table.sweptAt} is null`),
  ],
);
