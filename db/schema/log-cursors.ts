import { sql } from "drizzle-orm";
import { bigint, integer, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { xid8 } from "./xid8.ts";

/** How far each consumer of the log has read: everything up to (xid, seq) is behind it. */
export const logCursors = pgTable("log_cursors", {
  consumer: text().primaryKey(),
  xid: xid8()
    .notNull()
    .default(sql`'0'::xid8`),
  seq: bigint({ mode: "number" }).notNull().default(0),
  /** Failed attempts of the event that comes next. */
  attempts: integer().notNull().default(0),
  lastError: text("last_error"),
  nextAttemptAt: timestamp("next_attempt_at", { withTimezone: true }).notNull().defaultNow(),
  claimedUntil: timestamp("claimed_until", { withTimezone: true }),
  claimToken: uuid("claim_token"),
  updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
});
