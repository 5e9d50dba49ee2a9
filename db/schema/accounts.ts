import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  pgTable,
  smallint,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { sellers } from "./sellers.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });

/** Somebody who can sign in. A seller's goes with her; an operator's belongs to no seller. */
export const users = pgTable(
  "users",
  {
    id: uuid().primaryKey(),
    name: text().notNull().default(""),
    /** The library wants one of everybody; nobody was asked for hers, so it leads nowhere. */
    email: text().notNull(),
    emailVerified: boolean("email_verified").notNull().default(false),
    image: text(),
    /** E.164. */
    phoneNumber: text("phone_number"),
    phoneNumberVerified: boolean("phone_number_verified").notNull().default(false),
    role: text().notNull().default("seller"),
    locale: text().notNull().default("en"),
    sellerId: uuid("seller_id").references(() => sellers.id, { onDelete: "cascade" }),
    createdAt: moment("created_at").notNull().defaultNow(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (table) => [
    unique("users_email_key").on(table.email),
    unique("users_phone_number_key").on(table.phoneNumber),
    unique("users_seller_key").on(table.sellerId),
    check("users_role_known", sql`${table.role} in ('seller', 'operator')`),
    check("users_locale_known", sql`${table.locale} in ('en', 'sw', 'fr')`),
  ],
);

const userId = () =>
  uuid("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" });

export const sessions = pgTable(
  "sessions",
  {
    id: uuid().primaryKey(),
    /** Only half of what the cookie holds: the other half is a signature under a secret of the app. */
    token: text().notNull(),
    userId: userId(),
    expiresAt: moment("expires_at").notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    createdAt: moment("created_at").notNull().defaultNow(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (table) => [
    unique("sessions_token_key").on(table.token),
    index("sessions_user_idx").on(table.userId),
  ],
);

/** A way to sign in beside the code: at most a password, as a slow hash. */
export const accounts = pgTable(
  "accounts",
  {
    id: uuid().primaryKey(),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    userId: userId(),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: moment("access_token_expires_at"),
    refreshTokenExpiresAt: moment("refresh_token_expires_at"),
    scope: text(),
    password: text(),
    createdAt: moment("created_at").notNull().defaultNow(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (table) => [unique("accounts_user_provider_key").on(table.userId, table.providerId)],
);

/** The library's own short-lived values. Codes are not among them: they have `one_time_codes`. */
export const verifications = pgTable(
  "verifications",
  {
    id: uuid().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: moment("expires_at").notNull(),
    createdAt: moment("created_at").notNull().defaultNow(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (table) => [index("verifications_identifier_idx").on(table.identifier)],
);

/** Key pairs that sign tokens of the REST API; the private half is encrypted under the app's secret. */
export const jwks = pgTable("jwks", {
  id: uuid().primaryKey(),
  publicKey: text("public_key").notNull(),
  privateKey: text("private_key").notNull(),
  alg: text(),
  crv: text(),
  createdAt: moment("created_at").notNull(),
  expiresAt: moment("expires_at"),
});

/**
 * One row for each code that was sent; those of the last day are also what the caps are counted from.
 * Numbers and addresses are keyed hashes: a copy of this table says nothing to who lacks the key.
 */
export const oneTimeCodes = pgTable(
  "one_time_codes",
  {
    id: uuid().primaryKey(),
    phoneHash: text("phone_hash").notNull(),
    purpose: text().notNull(),
    codeHash: text("code_hash").notNull(),
    addressHash: text("address_hash").notNull(),
    /** The number without its last four digits: numbers that are sold together share it. */
    rangeHash: text("range_hash").notNull(),
    callingCode: text("calling_code").notNull(),
    guesses: smallint().notNull().default(0),
    createdAt: moment("created_at").notNull(),
    expiresAt: moment("expires_at").notNull(),
    usedAt: moment("used_at"),
  },
  (table) => [
    index("one_time_codes_phone_idx").on(table.phoneHash, table.createdAt),
    index("one_time_codes_address_idx").on(table.addressHash, table.createdAt),
    index("one_time_codes_range_idx").on(table.rangeHash, table.createdAt),
    index("one_time_codes_calling_code_idx").on(table.callingCode, table.createdAt),
    index("one_time_codes_created_idx").on(table.createdAt),
    check("one_time_codes_guesses_range", sql`${table.guesses} between 0 and 5`),
  ],
);

/** Tried passwords of the last hour, right or wrong: what guessing is limited by. */
export const passwordAttempts = pgTable(
  "password_attempts",
  {
    id: uuid().primaryKey(),
    phoneHash: text("phone_hash").notNull(),
    addressHash: text("address_hash").notNull(),
    createdAt: moment("created_at").notNull(),
  },
  (table) => [
    index("password_attempts_phone_idx").on(table.phoneHash, table.createdAt),
    index("password_attempts_address_idx").on(table.addressHash, table.createdAt),
    index("password_attempts_created_idx").on(table.createdAt),
  ],
);

/** One row for each refresh token: used at most once, and dead with its session. */
export const refreshTokens = pgTable(
  "refresh_tokens",
  {
    id: uuid().primaryKey(),
    /** All tokens that came of one sign-in. */
    familyId: uuid("family_id").notNull(),
    sessionId: uuid("session_id")
      .notNull()
      .references(() => sessions.id, { onDelete: "cascade" }),
    userId: userId(),
    /** SHA-256 in hex of 256 random bits, which need no salt. */
    tokenHash: text("token_hash").notNull(),
    createdAt: moment("created_at").notNull(),
    expiresAt: moment("expires_at").notNull(),
    usedAt: moment("used_at"),
    replacedBy: uuid("replaced_by").references((): AnyPgColumn => refreshTokens.id, {
      onDelete: "set null",
    }),
  },
  (table) => [
    unique("refresh_tokens_hash_key").on(table.tokenHash),
    index("refresh_tokens_session_idx").on(table.sessionId),
    index("refresh_tokens_family_idx").on(table.familyId),
    check(
      "refresh_tokens_replaced_when_used",
      sql`${table.replacedBy} is null or ${table.usedAt} is not null`,
    ),
  ],
);
