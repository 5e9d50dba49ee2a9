import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftCookie, readDraft } from "#lib/doors/draft-cookie.ts";
import type { Way } from "#lib/doors/desk-form.ts";
import { signupDoor } from "#lib/doors/signup-door.ts";
import { countRivals } from "#lib/sellers/claim-handle.ts";
import { forgetOldLookups } from "#lib/sellers/look-up.ts";
import { ACCOUNT_ORIGIN, cookieHeader, uniquePhone } from "#tests/support/account-world.ts";
import { uniqueHandle } from "#tests/support/factories.ts";
import { openSellerWorld, type SellerWorld } from "#tests/support/seller-world.ts";

let world: SellerWorld;
let door: ReturnType<typeof signupDoor>;
const later: Promise<void>[] = [];

beforeAll(async () => {
  world = await openSellerWorld();
  door = signupDoor({
    ...world.sellerPorts,
    accounts: { ...world.ports, origin: ACCOUNT_ORIGIN, limiters: {} },
    ingestion: world.ingestion,
    later: (work) => void later.push(work()),
    relayLater: () => undefined,
  });
});
afterAll(() => world.close());

/** A form as a browser sends it that has the cookies of the way before. */
function sent(fields: Record<string, string>, before?: Way, origin = ACCOUNT_ORIGIN) {
  const headers = cookieHeader(before?.cookies ?? []);
  headers.set("origin", origin);
  return { form: new URLSearchParams(fields), headers };
}

const draftOf = (way: Way) => readDraft(cookieHeader(way.cookies ?? []));

describe("form for the number", () => {
  test("reads a national number and leads to the code", async () => {
    const phone = uniquePhone();
    const way = await door.phone(sent({ phone: `0${phone.slice(4)}`, country: "ug" }), "/signup");
    expect(way.to).toBe("/signup");
    expect(draftOf(way)).toMatchObject({ sent: { phone }, problem: null });
    expect(world.codeOf(phone)).toMatch(/^\d{6}$/);
  });

  test("keeps what was typed beside what is wrong with it", async () => {
    const way = await door.phone(sent({ phone: "12", country: "KE" }), "/signup");
    expect(draftOf(way)).toMatchObject({
      phone: "12",
      country: "KE",
      sent: null,
      problem: { field: "phone", kind: "not_a_phone" },
    });
  });

  test("sent twice leads to the code as well, and a wish for another one is told when", async () => {
    const phone = uniquePhone();
    const first = await door.phone(sent({ phone }), "/signup");
    const again = await door.phone(sent({ phone }), "/signup");
    expect(draftOf(again)).toMatchObject({ sent: { phone }, problem: null });
    const wish = await door.phone(sent({}, first), "/signup");
    expect(draftOf(wish)).toMatchObject({
      sent: { phone },
      problem: { field: "code", kind: "resend_wait", until: draftOf(first).sent?.resendAt },
    });
  });

  test("from another site's page is refused", async () => {
    const foreign = sent({ phone: uniquePhone() }, undefined, "https://evil.example");
    await expect(door.phone(foreign, "/signup")).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("form for the code", () => {
  test.each([
    ["/dashboard/products", "/dashboard/products"],
    ["https://evil.example", "/dashboard"],
    ["//evil.example", "/dashboard"],
    ["/admin", "/dashboard"],
  ])("leads who has a shop and came from %j to %j", async (next, to) => {
    const { session } = await world.signIn();
    const handle = uniqueHandle();
    world.show(handle);
    await world.openShop(session, handle);
    world.pass(3_600);
    const { phone } = session;
    const asked = await door.phone(sent({ phone, next }), "/sign-in");
    const way = await door.code(sent({ code: world.codeOf(phone) }, asked), "/sign-in");
    expect(way.to).toBe(to);
  });

  test("says how many tries are left, and forgets the draft once one was right", async () => {
    const phone = uniquePhone();
    const asked = await door.phone(sent({ phone }), "/signup");
    const right = world.codeOf(phone);
    const wrong = right === "000000" ? "000001" : "000000";
    const way = await door.code(sent({ code: wrong }, asked), "/signup");
    expect(draftOf(way).problem).toEqual({ field: "code", kind: "wrong", left: 4 });
    const spaced = `${right.slice(0, 3)} ${right.slice(3)}`;
    const done = await door.code(sent({ code: spaced }, way), "/signup");
    expect(done.to).toBe("/signup");
    expect(done.cookies).toContain(draftCookie(null, { secure: true }));
  });
});

describe("form for the name", () => {
  test("follows a share link to the profile that it is of", async () => {
    const { session } = await world.signIn();
    const handle = uniqueHandle();
    const short = "https://vm.tiktok.com/ZM1/";
    world.links.set(short, { kind: "arrived", url: `https://www.tiktok.com/@${handle}?_t=1` });
    await door.handle(sent({ handle: `Look! ${short}` }), session);
    expect(await world.latestLookup(session)).toMatchObject({ handle, state: "running" });
  });

  test.each([
    ["https://vm.tiktok.com/ZM2/", "link_unavailable"],
    ["safaricom", "reserved"],
    ["two words", "not_a_handle"],
  ])("says what is wrong with %j, and keeps it", async (handle, kind) => {
    const { session } = await world.signIn();
    const way = await door.handle(sent({ handle }), session);
    expect(draftOf(way)).toMatchObject({ handle, problem: { field: "handle", kind } });
    expect(await world.latestLookup(session)).toBeUndefined();
  });

  test("starts the first read with the yes, and tells the owner of a rival", async () => {
    const [first, second] = [(await world.signIn()).session, (await world.signIn()).session];
    const handle = uniqueHandle();
    world.show(handle);
    await world.lookUp(first, handle);
    expect((await door.open(first)).to).toBe("/signup");
    await Promise.all(later);
    const asked = [...world.scraper.runs.values()].map(({ request }) => request);
    expect(asked).toContainEqual(expect.objectContaining({ handles: [handle], since: null }));
    await world.lookUp(second, handle);
    await door.open(second);
    expect(await countRivals(world.db, { handle, userId: first.userId })).toBe(1);
    await door.forget(sent({}), "/signup");
    expect(await countRivals(world.db, { handle, userId: first.userId })).toBe(1);
  });
});

test("looks of the week before last are forgotten", async () => {
  const { session } = await world.signIn();
  await world.lookUp(session, uniqueHandle());
  expect(await forgetOldLookups(world.sellerPorts)).toBe(0);
  world.pass(8 * 86_400);
  expect(await forgetOldLookups(world.sellerPorts)).toBeGreaterThan(0);
  expect(await world.latestLookup(session)).toBeUndefined();
});
