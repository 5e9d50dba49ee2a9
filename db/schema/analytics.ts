import { bigint, date, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";

/**
 * What happened how often, for each seller and day (UTC, of the event). Made of events alone: it can be
 * emptied and built anew from the log.
 */
export const analyticsDaily = pgTable(
  "analytics_daily",
  {
    /** All zeros for what belongs to no one seller. */
    sellerId: uuid("seller_id").notNull(),
    day: date({ mode: "string" }).notNull(),
    metric: text().notNull(),
    /** Empty for what is about no one video. */
    videoId: text("video_id").notNull().default(""),
    count: bigint({ mode: "number" }).notNull(),
  },
  (table) => [
    primaryKey({
      name: "analytics_daily_pkey",
      columns: [table.sellerId, table.day, table.metric, table.videoId],
    }),
  ],
);
