import { randomBytes, randomInt } from "node:crypto";
import { sql } from "drizzle-orm";
import { openKeyedHash } from "#lib/accounts/keyed-hash.ts";
import { drawCode } from "#lib/accounts/one-time-codes.ts";
import { type CodeForm, requestCode, verifyCode } from "#lib/accounts/sign-in.ts";
import { events } from "#db/schema/index.ts";
import type { LogFields } from "#lib/log.ts";
import type { OutgoingMessage, SendOutcome } from "#lib/notifications/messenger.ts";
import { openIdentity } from "#lib/vendors/auth.ts";
import { type Driver, openTestDatabase } from "./open-test-database.ts";

export const ACCOUNT_ORIGIN = "https://shop.test";

/** A valid Ugandan mobile number that no other test is likely to have. */
export function uniquePhone(): string {
  return `+25677${String(randomInt(10_000_000)).padStart(7, "0")}`;
}

/** The verbs of accounts over a real database, a clock that is set by hand, and an inbox. */
export async function openAccountWorld(driver: Driver = "pg") {
  const database = await openTestDatabase(driver);
  const { db } = database;
  const secret = randomBytes(24).toString("hex");
  const time = { now: new Date() };
  const inbox: OutgoingMessage[] = [];
  const log: { event: string; fields: LogFields }[] = [];
  const write = (event: string, fields: LogFields = {}) => void log.push({ event, fields });
  const service: { answer: () => Promise<SendOutcome> } = {
    answer: () => Promise.resolve({ kind: "accepted", messageId: "wamid.1" }),
  };
  const clock = () => time.now;
  const compared = { count: 0 };
  const drawn = new Set<string>();
  const hash = openKeyedHash(secret, "codes");
  const ports = {
    db,
    clock,
    /** Never the same twice, so that a test can tell codes apart. */
    drawCode() {
      let code = drawCode();
      while (drawn.has(code)) code = drawCode();
      drawn.add(code);
      return code;
    },
    hash: {
      of(...parts: string[]) {
        if (parts[0] === "code") compared.count += 1;
        return hash.of(...parts);
      },
    },
    log: { info: write, warn: write, error: write },
    identity: openIdentity({ db, clock, origin: ACCOUNT_ORIGIN, secret }),
    messenger: {
      async send(message: OutgoingMessage) {
        const outcome = await service.answer();
        if (outcome.kind === "accepted") inbox.push(message);
        return outcome;
      },
    },
  };
  const formOf = (phone: string): CodeForm => ({ phone, country: null, locale: "en" });
  const world = {
    db,
    url: database.url,
    ports,
    time,
    inbox,
    log,
    secret,
    service,
    compared,
    pass: (seconds: number) => void (time.now = new Date(time.now.getTime() + seconds * 1_000)),
    request: (phone: string, address = "192.0.2.1") =>
      requestCode({ form: formOf(phone), address }, ports),
    verify: (phone: string, code: string) =>
      verifyCode(
        { form: { ...formOf(phone), code }, address: "192.0.2.1", userAgent: "test" },
        ports,
      ),
    /** The code of the newest message to a number. */
    codeOf(phone: string): string {
      const notice = inbox.findLast((message) => message.phone === phone)?.notice;
      if (notice?.template !== "sign_in_code") throw new Error("no code was sent");
      return notice.code;
    },
    async signIn(phone = uniquePhone()) {
      // Codes are told apart by their time, and this clock stands still.
      world.pass(1);
      const asked = await world.request(phone);
      if (asked.kind !== "sent") throw new Error(`no code was sent: ${asked.kind}`);
      const verdict = await world.verify(phone, world.codeOf(phone));
      if (verdict.kind !== "signed_in") throw new Error(`not signed in: ${verdict.kind}`);
      return verdict;
    },
    async eventsOf(userId: string): Promise<string[]> {
      const rows = await db.orm
        .select({ type: events.eventType })
        .from(events)
        .where(sql`${events.payload}->>'userId' = ${userId}`)
        .orderBy(events.seq);
      return rows.map(({ type }) => type);
    },
    close: () => database.close(),
  };
  return world;
}

export type AccountWorld = Awaited<ReturnType<typeof openAccountWorld>>;

/** What a browser sends back of the cookies that it was given. */
export function cookieHeader(cookies: readonly string[]): Headers {
  return new Headers({ cookie: cookies.map((cookie) => cookie.split(";")[0]).join("; ") });
}
