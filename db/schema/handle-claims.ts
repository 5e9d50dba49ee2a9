import { sql } from "drizzle-orm";
import {
  check,
  index,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { users } from "./accounts.ts";
import { sellers } from "./sellers.ts";

/** Somebody's word that a TikTok handle is hers, and the code that proves it once it is in the bio. */
export const handleClaims = pgTable(
  "handle_claims",
  {
    id: uuid().primaryKey(),
    handle: text().notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Her shop of this handle; null while the shop is another's. */
    sellerId: uuid("seller_id").references(() => sellers.id, { onDelete: "cascade" }),
    code: text().notNull(),
    state: text().notNull().default("open"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    settledAt: timestamp("settled_at", { withTimezone: true }),
  },
  (table) => [
    unique("handle_claims_handle_user_key").on(table.handle, table.userId),
    uniqueIndex("handle_claims_proved_key")
      .on(table.handle)
      .where(sql`${table.state} = 'proved'`),
    index("handle_claims_user_idx").on(table.userId),
    index("handle_claims_seller_idx").on(table.sellerId),
    check("handle_claims_state_known", sql`${table.state} in ('open', 'proved', 'lost')`),
  ],
);
