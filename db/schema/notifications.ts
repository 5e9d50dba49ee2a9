import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  integer,
  pgTable,
  smallint,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { sellers } from "./sellers.ts";

/** Lowest first: a message never goes down this ladder, in whatever order its states are told. */
export const MESSAGE_STATES = [
  "claimed",
  "switched_off",
  "opted_out",
  "refused",
  "accepted",
  "sent",
  "failed",
  "delivered",
  "read",
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

const moment = (name: string) => timestamp(name, { withTimezone: true });

/** One row for what a seller is told on one occasion, sent or not; never its words, nor her number. */
export const messages = pgTable(
  "messages",
  {
    id: uuid().primaryKey(),
    sellerId: uuid("seller_id")
      .notNull()
      .references(() => sellers.id, { onDelete: "cascade" }),
    template: text().notNull(),
    /** An event's id, or a UTC day. */
    occasion: text().notNull(),
    state: text().$type<MessageState>().notNull(),
    /** Until then only who claimed it may send it. */
    claimedUntil: moment("claimed_until"),
    claims: smallint().notNull().default(0),
    /** The service's own id. It has her number in it: not for logs. */
    providerId: text("provider_id"),
    errorCode: integer("error_code"),
    createdAt: moment("created_at").notNull(),
    acceptedAt: moment("accepted_at"),
    sentAt: moment("sent_at"),
    deliveredAt: moment("delivered_at"),
    readAt: moment("read_at"),
    failedAt: moment("failed_at"),
  },
  (table) => [
    unique("messages_once_key").on(table.sellerId, table.template, table.occasion),
    unique("messages_provider_key").on(table.providerId),
    check(
      "messages_state_known",
      sql`${table.state} in ('claimed', 'switched_off', 'opted_out', 'refused', 'accepted', 'sent', 'failed', 'delivered', 'read')`,
    ),
    check(
      "messages_claim_ends",
      sql`${table.state} <> 'claimed' or ${table.claimedUntil} is not null`,
    ),
  ],
);

/** The last word of a seller on whether we may write to her. */
export const optOuts = pgTable("opt_outs", {
  sellerId: uuid("seller_id")
    .primaryKey()
    .references(() => sellers.id, { onDelete: "cascade" }),
  optedOut: boolean("opted_out").notNull(),
  saidAt: moment("said_at").notNull(),
});
