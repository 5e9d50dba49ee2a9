import { sql } from "drizzle-orm";
import { check, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/**
 * The data key of each subject, wrapped: a seller by her id, or a day for what belongs to no seller.
 * A destroyed key stays as a row without one, so that no other can ever take its place.
 */
export const subjectKeys = pgTable(
  "subject_keys",
  {
    subject: text().primaryKey(),
    wrapped: text(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    destroyedAt: timestamp("destroyed_at", { withTimezone: true }),
  },
  (table) => [
    check(
      "subject_keys_destroyed_or_whole",
      sql`(${table.wrapped} is null) = (${table.destroyedAt} is not null)`,
    ),
  ],
);
