import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { users } from "#db/schema/index.ts";
import { verifyCode } from "#lib/accounts/sign-in.ts";
import { DRIVERS } from "../support/open-test-database.ts";
import {
  type AccountWorld,
  cookieHeader,
  openAccountWorld,
  uniquePhone,
} from "../support/account-world.ts";

describe.each(DRIVERS)("signing in by code over %s", (driver) => {
  let world: AccountWorld;
  beforeAll(async () => {
    world = await openAccountWorld(driver);
  });
  afterAll(() => world.close());

  test("makes an account, a session and their events together", async () => {
    const phone = uniquePhone();
    expect(await world.request(phone)).toMatchObject({ kind: "sent", phone });
    const verdict = await world.verify(phone, world.codeOf(phone));
    if (verdict.kind !== "signed_in") throw new Error(verdict.kind);
    expect(verdict).toMatchObject({
      isNew: true,
      session: { phone, role: "seller", sellerId: null },
    });
    expect(await world.eventsOf(verdict.session.userId)).toEqual(["user.created", "user.login"]);
    const found = await world.ports.identity.findSession(cookieHeader(verdict.cookies), {
      renew: false,
    });
    expect(found?.session).toEqual(verdict.session);
  });

  test("signs the same number into the same account, and tells of a login alone", async () => {
    const first = await world.signIn();
    const second = await world.signIn(first.session.phone);
    expect(second).toMatchObject({ isNew: false, session: { userId: first.session.userId } });
    expect(second.session.sessionId).not.toBe(first.session.sessionId);
    expect(await world.eventsOf(first.session.userId)).toEqual([
      "user.created",
      "user.login",
      "user.login",
    ]);
  });

  test("leaves nothing behind, and the code as it was, when it is cut off before the commit", async () => {
    const phone = uniquePhone();
    await world.request(phone);
    const db: Database = {
      ...world.db,
      transaction: (work) =>
        world.db.transaction(async (tx) => {
          await work(tx);
          throw new Error("cut off");
        }),
    };
    const form = { phone, country: null, locale: "en", code: world.codeOf(phone) } as const;
    const cutOff = verifyCode({ form, address: "", userAgent: "" }, { ...world.ports, db });
    await expect(cutOff).rejects.toThrow("cut off");
    const accounts = await world.db.orm.select().from(users).where(eq(users.phoneNumber, phone));
    expect(accounts).toEqual([]);
    expect(await world.verify(phone, form.code)).toMatchObject({ kind: "signed_in", isNew: true });
  });

  test("compares at most 5 of 200 guesses at once, though one of them is right", async () => {
    const phone = uniquePhone();
    await world.request(phone);
    const right = world.codeOf(phone);
    const wrong = Array.from({ length: 200 }, (_, index) =>
      String((Number(right) + 1 + index) % 1_000_000).padStart(6, "0"),
    );
    const before = world.compared.count;
    const verdicts = await Promise.all(wrong.map((code) => world.verify(phone, code)));
    expect(world.compared.count - before).toBe(5);
    const left = verdicts.flatMap((verdict) => (verdict.kind === "wrong" ? [verdict.left] : []));
    expect(left.toSorted((one, other) => one - other)).toEqual([0, 1, 2, 3, 4]);
    expect(verdicts.filter(({ kind }) => kind === "wait")).toHaveLength(195);
    expect((await world.verify(phone, right)).kind).toBe("wait");
  });

  test("signs in many at once, more than there are connections", async () => {
    const phones = Array.from({ length: 40 }, () => uniquePhone());
    await Promise.all(phones.map((phone, index) => world.request(phone, `10.3.${index}.1`)));
    const verdicts = await Promise.all(
      phones.map((phone) => world.verify(phone, world.codeOf(phone))),
    );
    expect(verdicts.filter(({ kind }) => kind === "signed_in")).toHaveLength(40);
  });

  test("opens one session for 50 right guesses at once", async () => {
    const phone = uniquePhone();
    await world.request(phone);
    const code = world.codeOf(phone);
    const verdicts = await Promise.all(Array.from({ length: 50 }, () => world.verify(phone, code)));
    expect(verdicts.filter(({ kind }) => kind === "signed_in")).toHaveLength(1);
    const { rows } = await world.db.orm.execute<{ sessions: number }>(
      sql`select count(*)::int as sessions from sessions join users on users.id = user_id
        where phone_number = ${phone}`,
    );
    expect(rows[0]?.sessions).toBe(1);
    expect((await world.verify(phone, code)).kind).toBe("expired");
  });
});
