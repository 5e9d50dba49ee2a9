import { pgEnum, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { sellers } from "./sellers.ts";

export const subscriptionStatus = pgEnum("subscription_status", ["trial", "active", "expired"]);

/** The public shop of a seller; its address is `/shop/{handle}`. */
export const shops = pgTable("shops", {
  sellerId: uuid("seller_id")
    .primaryKey()
    .references(() => sellers.id, { onDelete: "cascade" }),
  title: text().notNull(),
  currency: text().notNull(),
  subscriptionStatus: subscriptionStatus("subscription_status").notNull().default("trial"),
  trialEndsAt: timestamp("trial_ends_at", { withTimezone: true }),
  /** Since when `subscription_status` is `expired`; null while it is not. */
  expiredAt: timestamp("expired_at", { withTimezone: true }),
  verifiedAt: timestamp("verified_at", { withTimezone: true }),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
});
