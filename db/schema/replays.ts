import { sql } from "drizzle-orm";
import {
  bigint,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

/** Past events on their way into one consumer once more; a replay that was killed goes on at its cursor. */
export const replays = pgTable(
  "replays",
  {
    id: uuid().primaryKey(),
    consumer: text().notNull(),
    /** What was asked for, as it was asked: the same words find the same unfinished replay. */
    request: text().notNull(),
    /** Which events, with every age made a moment. */
    filter: jsonb().$type<Record<string, unknown>>().notNull(),
    /** The last number of the log that belongs to it; what is written later is not replayed. */
    untilSeq: bigint("until_seq", { mode: "number" }).notNull(),
    cursorSeq: bigint("cursor_seq", { mode: "number" }).notNull().default(0),
    handled: integer().notNull().default(0),
    skipped: integer().notNull().default(0),
    startedAt: timestamp("started_at", { withTimezone: true }).notNull().defaultNow(),
    finishedAt: timestamp("finished_at", { withTimezone: true }),
  },
  (table) => [
    uniqueIndex("replays_unfinished_key")
      .on(table.request)
      .where(sql`${table.finishedAt} is null`),
  ],
);
