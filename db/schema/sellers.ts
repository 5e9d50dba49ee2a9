import { sql } from "drizzle-orm";
import { check, index, pgEnum, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";

export const sellerStatus = pgEnum("seller_status", ["active", "suspended", "erased"]);

/** A person who sells: her TikTok handle, her country, the number that orders go to. */
export const sellers = pgTable(
  "sellers",
  {
    id: uuid().primaryKey(),
    handle: text().notNull().unique("sellers_handle_key"),
    phone: text(),
    country: text().notNull(),
    name: text().notNull(),
    status: sellerStatus().notNull().default("active"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index("sellers_phone_idx").on(table.phone),
    check("sellers_handle_form", sql`${table.handle} ~ '^[a-z0-9._-]{2,64}$'`),
    check("sellers_country_form", sql`${table.country} ~ '^[A-Z]{2}$'`),
  ],
);
