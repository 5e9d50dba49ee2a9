import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RetryLaterError } from "#lib/errors.ts";
import { CODE_CAPS } from "#lib/accounts/code-limits.ts";
import { forgetSignIns } from "#lib/accounts/forget-sign-ins.ts";
import { guessCode, redeemCode } from "#lib/accounts/one-time-codes.ts";
import { requestCode } from "#lib/accounts/sign-in.ts";
import { type AccountWorld, openAccountWorld, uniquePhone } from "../support/account-world.ts";

const HOUR = 3_600;

let world: AccountWorld;
beforeAll(async () => {
  world = await openAccountWorld();
});
afterAll(() => world.close());

/** A wrong guess, whatever the right one is. */
const wrongOf = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

const secondsTo = (until: Date) => (until.getTime() - world.time.now.getTime()) / 1_000;

describe("a code", () => {
  test("says how many guesses are left, and is of no use after the fifth", async () => {
    const phone = uniquePhone();
    await world.request(phone);
    const code = world.codeOf(phone);
    for (const left of [4, 3, 2, 1, 0])
      expect(await world.verify(phone, wrongOf(code))).toEqual({ kind: "wrong", left });
    expect((await world.verify(phone, code)).kind).toBe("wait");
  });

  test("is good for ten minutes", async () => {
    const phone = uniquePhone();
    await world.request(phone);
    const code = world.codeOf(phone);
    world.pass(600);
    expect((await world.verify(phone, code)).kind).toBe("expired");
    world.pass(-1);
    expect((await world.verify(phone, code)).kind).toBe("signed_in");
  });

  test("is good once", async () => {
    const { session } = await world.signIn();
    const code = world.codeOf(session.phone);
    expect(await world.verify(session.phone, code)).toEqual({ kind: "expired" });
  });

  test("is good for its own number alone", async () => {
    const [mine, hers] = [uniquePhone(), uniquePhone()];
    await world.request(mine);
    await world.request(hers);
    expect((await world.verify(hers, world.codeOf(mine))).kind).toBe("wrong");
    expect((await world.verify(uniquePhone(), world.codeOf(mine))).kind).toBe("expired");
  });

  test("ends when the next one is sent", async () => {
    const phone = uniquePhone();
    await world.request(phone);
    const first = world.codeOf(phone);
    world.pass(30);
    await world.request(phone);
    const second = world.codeOf(phone);
    expect((await world.verify(phone, first)).kind).toBe("wrong");
    expect((await world.verify(phone, second)).kind).toBe("signed_in");
  });

  test.each(["", "12345", "1234567", "12345a", "１２３４５６", "-12345", "1e5   ", " 123456"])(
    "takes no guess for %o",
    async (code) => {
      const phone = uniquePhone();
      await world.request(phone);
      expect(await world.verify(phone, code)).toEqual({ kind: "not_a_code" });
      expect(await world.verify(phone, wrongOf(world.codeOf(phone)))).toMatchObject({ left: 4 });
    },
  );

  test("keeps its guess but not its use when the transaction that it opens fails", async () => {
    const phone = uniquePhone();
    await world.request(phone);
    const guess = { phone: { number: phone, callingCode: "256", range: phone.slice(0, -4) } };
    const code = world.codeOf(phone);
    const right = await guessCode({ ...guess, purpose: "sign_in", code }, world.ports);
    if (right.kind !== "right") throw new Error(right.kind);
    const failing = world.db.transaction(async (tx) => {
      expect(await redeemCode(tx, { codeId: right.codeId, now: world.time.now })).toBe(true);
      throw new Error("lost the connection");
    });
    await expect(failing).rejects.toThrow("lost the connection");
    expect((await world.verify(phone, code)).kind).toBe("signed_in");
  });

  test("lies nowhere in the database, nor does its number or the address", async () => {
    const own = await openAccountWorld();
    const phone = uniquePhone();
    await own.request(phone, "198.51.100.77");
    const rows = await own.db.orm.execute(sql`select * from one_time_codes`);
    const text = JSON.stringify(rows.rows);
    for (const word of [own.codeOf(phone), phone, phone.slice(1), "198.51.100.77"])
      expect(text).not.toContain(word);
    expect(JSON.stringify(own.log)).not.toContain(phone.slice(1));
    expect(JSON.stringify(own.log)).not.toContain(own.codeOf(phone));
    await own.close();
  });
});

describe("guesses", () => {
  test("are 15 an hour, however many codes are asked for", async () => {
    const phone = uniquePhone();
    let compared = 0;
    for (let round = 0; round < 4; round++) {
      const asked = await world.request(phone);
      if (asked.kind !== "sent") throw new Error(asked.kind);
      for (let guess = 0; guess < 5; guess++)
        if ((await world.verify(phone, wrongOf(world.codeOf(phone)))).kind === "wrong") compared++;
      world.pass(secondsTo(asked.resendAt));
    }
    expect(compared).toBe(15);
    const verdict = await world.verify(phone, world.codeOf(phone));
    if (verdict.kind !== "wait") throw new Error(verdict.kind);
    expect(secondsTo(verdict.until)).toBeGreaterThan(HOUR / 2);
  });
});

describe("sending again", () => {
  test("takes longer each time that no code is used", async () => {
    const phone = uniquePhone();
    for (const seconds of [30, 60, 120, 300]) {
      const asked = await world.request(phone);
      if (asked.kind !== "sent") throw new Error(asked.kind);
      expect(secondsTo(asked.resendAt)).toBe(seconds);
      world.pass(seconds - 1);
      expect(await world.request(phone)).toMatchObject({
        kind: "wait",
        why: "resend",
        until: asked.resendAt,
      });
      world.pass(1);
    }
  });

  test("sends one code to who taps fifty times", async () => {
    const phone = uniquePhone();
    const asked = await Promise.all(Array.from({ length: 50 }, () => world.request(phone)));
    expect(asked.filter(({ kind }) => kind === "sent")).toHaveLength(1);
    expect(world.inbox.filter((message) => message.phone === phone)).toHaveLength(1);
  });

  test("is 5 times an hour and 10 times a day for a number", async () => {
    const phone = uniquePhone();
    const sentIn = async (hours: number) => {
      let sent = 0;
      for (let tenth = 0; tenth < hours * 30; tenth++) {
        if ((await world.request(phone)).kind === "sent") sent++;
        world.pass(120);
      }
      return sent;
    };
    expect(await sentIn(1)).toBeLessThanOrEqual(5);
    expect(await sentIn(7)).toBeLessThanOrEqual(10);
    expect(await world.request(phone)).toMatchObject({ kind: "wait", why: "number" });
    world.pass(24 * HOUR);
    expect((await world.request(phone)).kind).toBe("sent");
  });
});

describe("message pumping", () => {
  test("gets at most 20 codes an hour into one range of numbers, all asked for at once", async () => {
    const asked = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        world.request(`+25677543${2_000 + index * 7}`, `10.0.${index}.1`),
      ),
    );
    expect(asked.filter(({ kind }) => kind === "sent")).toHaveLength(20);
    const waits = asked.flatMap((one) => (one.kind === "wait" ? [one.why] : []));
    expect(new Set(waits)).toEqual(new Set(["region"]));
  });

  test("gets at most 30 codes an hour from one address", async () => {
    let sent = 0;
    for (let number = 0; number < 40; number++)
      if ((await world.request(uniquePhone(), "192.0.2.99")).kind === "sent") sent++;
    expect(sent).toBe(30);
    expect(await world.request(uniquePhone(), "192.0.2.99")).toMatchObject({ why: "address" });
    expect((await world.request(uniquePhone(), "192.0.2.98")).kind).toBe("sent");
  });

  test("gets no code into a country whose hour is full, and leaves the others alone", async () => {
    const cap = CODE_CAPS.find(({ scope }) => scope === "callingCode");
    const now = world.time.now.toISOString();
    await world.db.orm.execute(sql`
      insert into one_time_codes (id, phone_hash, purpose, code_hash, address_hash, range_hash,
        calling_code, created_at, expires_at)
      select gen_random_uuid(), 'p' || n, 'sign_in', '', 'a' || n, 'r' || n, '254',
        ${now}::timestamptz, ${now}::timestamptz from generate_series(1, ${cap?.max ?? 0}) n`);
    expect(await world.request("+254712345678", "192.0.2.50")).toMatchObject({ why: "region" });
    expect((await world.request(uniquePhone(), "192.0.2.50")).kind).toBe("sent");
    world.pass(HOUR);
    expect((await world.request("+254712345678", "192.0.2.50")).kind).toBe("sent");
  });
});

describe("what is asked for", () => {
  test("is answered the same for a number with an account and one without", async () => {
    const { session } = await world.signIn();
    world.pass(60);
    const [known, unknown] = [session.phone, uniquePhone()];
    const answers = await Promise.all([known, unknown].map((phone) => world.request(phone)));
    const [ofKnown, ofUnknown] = answers.map((answer) => ({ ...answer, phone: "" }));
    expect(ofKnown).toEqual(ofUnknown);
    const guesses = await Promise.all(
      [known, unknown].map((phone) => world.verify(phone, wrongOf(world.codeOf(phone)))),
    );
    expect(guesses[0]).toEqual(guesses[1]);
    expect(await world.verify(uniquePhone(), "123456")).toEqual({ kind: "expired" });
  });

  test.each([
    "",
    "hello",
    "123",
    "+1",
    "+25677",
    "+99912345678",
    `+${"2".repeat(300)}`,
    "+256772123456 ext. 7",
  ])("is not a phone: %o", async (phone) => {
    expect(await world.request(phone)).toEqual({ kind: "not_a_phone" });
    expect(await world.verify(phone, "123456")).toEqual({ kind: "not_a_phone" });
  });

  test.each(["0772 000 111", "+256 772 000111", "256772000111", "٠٧٧٢٠٠٠١١١", "00256772000111"])(
    "is one and the same number written %o",
    async (phone) => {
      const form = { phone, country: "ug", locale: "sw" } as const;
      const asked = await requestCode({ form, address: phone }, world.ports);
      expect(asked).toMatchObject({ phone: "+256772000111" });
    },
  );

  test("goes out in her language, with a reference that says nothing", async () => {
    const phone = uniquePhone();
    await world.request(phone);
    const message = world.inbox.findLast((one) => one.phone === phone);
    expect(message).toMatchObject({ locale: "en", notice: { template: "sign_in_code" } });
    expect(message?.reference).toMatch(/^code:[0-9a-f-]{36}$/);
  });
});

describe("when the message service", () => {
  test("does not answer, says when to try again and still counts the code", async () => {
    const own = await openAccountWorld();
    const phone = uniquePhone();
    own.service.answer = () => Promise.reject(new RetryLaterError("away", 30));
    expect(await own.request(phone)).toMatchObject({
      kind: "unavailable",
      retryAt: new Date(own.time.now.getTime() + 30_000),
    });
    expect(await own.request(phone)).toMatchObject({ kind: "wait", why: "resend" });
    await own.close();
  });

  test("refuses the number for good, says so", async () => {
    const own = await openAccountWorld();
    own.service.answer = () => Promise.resolve({ kind: "refused", code: 131_026, reason: "" });
    expect((await own.request(uniquePhone())).kind).toBe("undeliverable");
    await own.close();
  });
});

test("nothing of a code is left after a day, and no session or token after its time", async () => {
  const own = await openAccountWorld();
  await own.signIn();
  await own.request(uniquePhone());
  own.pass(24 * HOUR + 1);
  expect(await forgetSignIns(own.db, own.ports.clock)).toBe(2);
  own.pass(61 * 24 * HOUR);
  expect(await forgetSignIns(own.db, own.ports.clock)).toBe(1);
  await own.close();
});
