import { sql } from "drizzle-orm";
import { check, pgTable, smallint, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { sellers } from "./sellers.ts";

/** What another system shows at the event door. The key itself is nowhere; only its hash is. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: uuid().primaryKey(),
    /** Whose it is, in an operator's words. */
    name: text().notNull(),
    /** First characters of the key, to tell keys apart in a list. */
    keyStart: text("key_start").notNull(),
    /** SHA-256 in hex of 256 random bits, which need no salt. */
    keyHash: text("key_hash").notNull(),
    /** Topics, or `topic:event.type` for one type alone. */
    scopes: text().array().notNull(),
    /** Null for the videos of every seller. */
    sellerId: uuid("seller_id").references(() => sellers.id, { onDelete: "cascade" }),
    /** How its parts stand against our own: 1 as the rules, 2 as a model's answer or real frames. */
    rank: smallint().notNull().default(1),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    /** To the minute, so that a busy key is not a busy row. */
    lastUsedAt: timestamp("last_used_at", { withTimezone: true }),
    expiresAt: timestamp("expires_at", { withTimezone: true }),
    revokedAt: timestamp("revoked_at", { withTimezone: true }),
  },
  (table) => [
    unique("api_keys_hash_key").on(table.keyHash),
    check("api_keys_rank_range", sql`${table.rank} in (1, 2)`),
    check("api_keys_scopes_some", sql`cardinality(${table.scopes}) > 0`),
  ],
);
