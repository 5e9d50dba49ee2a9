import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { productOverrides, products } from "#db/schema/index.ts";
import { linkSeller } from "#lib/accounts/change-account.ts";
import { findDeskProduct } from "#lib/catalogue/desk/desk-product.ts";
import { openDraft, packDraft } from "#lib/catalogue/desk/desk-draft.ts";
import { type FormState, openForm } from "#lib/catalogue/desk/desk-form.ts";
import { deskDoor, isProductMissing } from "#lib/doors/desk-door.ts";
import {
  ACCOUNT_ORIGIN,
  type AccountWorld,
  cookieHeader,
  openAccountWorld,
} from "../support/account-world.ts";
import { createProduct, createShop } from "../support/factories.ts";

let world: AccountWorld;
let relayed = 0;
let hers: { sellerId: string; headers: Headers };
let stranger: Headers;

async function signInWithShop() {
  const { session, cookies } = await world.signIn();
  const { sellerId } = await createShop({ currency: "UGX" }, world.db);
  const { clock } = world.ports;
  await world.db.transaction((tx) => linkSeller(tx, { userId: session.userId, sellerId, clock }));
  const headers = cookieHeader(cookies);
  headers.set("origin", ACCOUNT_ORIGIN);
  return { sellerId, headers };
}

beforeAll(async () => {
  world = await openAccountWorld();
  hers = await signInWithShop();
  stranger = (await signInWithShop()).headers;
});
afterAll(() => world.close());

const door = () =>
  deskDoor({ ...world.ports, origin: ACCOUNT_ORIGIN, relayLater: () => void (relayed += 1) });

const newProduct = () => createProduct({ sellerId: hers.sellerId, category: "footwear" }, world.db);
const shownOf = async (videoId: string) =>
  (await world.db.orm.select().from(products).where(eq(products.videoId, videoId)))[0];

/** The form as a browser sends it: every field, what was there, and what she typed over it. */
async function formOf(videoId: string, typed: Record<string, string> = {}): Promise<FormData> {
  const product = await findDeskProduct(world.db, { sellerId: hers.sellerId, videoId });
  if (product === undefined) throw new Error("there is no such product");
  return fill(openForm(product), typed);
}

function fill({ values, was, revision }: FormState, typed: Record<string, string>): FormData {
  const form = new FormData();
  form.set("revision", String(revision));
  for (const [field, text] of Object.entries(was)) form.set(`was.${field}`, text);
  for (const [field, text] of Object.entries({ ...values, ...typed })) form.set(field, text);
  return form;
}

describe("the desk's door", () => {
  test("saves what differs from what the page came with, and nothing else", async () => {
    const { videoId } = await newProduct();
    const form = await formOf(videoId, { price: "49 000" });
    const before = relayed;
    const state = await door().save({ videoId, form, headers: hers.headers });
    expect(state).toMatchObject({ kind: "changed", revision: 1, values: { price: "49000" } });
    expect(relayed).toBe(before + 1);
    const [row] = await world.db.orm
      .select()
      .from(productOverrides)
      .where(eq(productOverrides.videoId, videoId));
    expect(row).toMatchObject({ priceMinor: 49_000, title: null, sizes: null, tags: null });
  });

  test("gives a field back by its button, and saves what was typed beside it", async () => {
    const { videoId } = await newProduct();
    const { headers } = hers;
    await door().save({ videoId, form: await formOf(videoId, { price: "1" }), headers });
    const form = await formOf(videoId, { title: "Red heels" });
    form.set("back", "price");
    await door().save({ videoId, form, headers });
    expect(await shownOf(videoId)).toMatchObject({ priceMinor: 55_000, title: "Red heels" });
  });

  test("shows a conflict with both values, and loses neither what was typed nor what was saved", async () => {
    const { videoId } = await newProduct();
    const { headers } = hers;
    const late = await formOf(videoId, { price: "45000", tags: "party" });
    const first = await formOf(videoId, { price: "49000", title: "Red heels" });
    await door().save({ videoId, form: first, headers });
    const state = await door().save({ videoId, form: late, headers });
    expect(state).toMatchObject({
      kind: "conflict",
      revision: 1,
      values: { title: "Red heels", price: "45000", tags: "party" },
      clashes: [
        { field: "price", mine: "45000", theirs: "49000" },
        { field: "tags", mine: "party" },
      ],
    });
    expect(await shownOf(videoId)).toMatchObject({ priceMinor: 49_000 });
    const anyway = await door().save({ videoId, form: fill(state, {}), headers });
    expect(anyway.kind).toBe("changed");
    expect(await shownOf(videoId)).toMatchObject({ priceMinor: 45_000, title: "Red heels" });
  });

  test("says what is wrong beside each field and keeps what was typed", async () => {
    const { videoId } = await newProduct();
    const form = await formOf(videoId, { title: "", price: "a lot", tags: "red" });
    const state = await door().save({ videoId, form, headers: hers.headers });
    expect(state).toMatchObject({
      kind: "invalid",
      problems: { title: "empty", price: "unreadable" },
      values: { title: "", price: "a lot", tags: "red" },
    });
    const corrected = fill(state, { title: "Heels", price: "5000" });
    const saved = await door().save({ videoId, form: corrected, headers: hers.headers });
    expect(saved.kind).toBe("changed");
    expect(await shownOf(videoId)).toMatchObject({
      title: "Heels",
      priceMinor: 5_000,
      tags: ["red"],
    });
  });

  test("hides, shows, deletes for a reason and takes back", async () => {
    const { videoId } = await newProduct();
    const press = (to: string, reason?: string) => {
      const form = new FormData();
      form.set("to", to);
      if (reason !== undefined) form.set("reason", reason);
      return door().change({ videoId, form, headers: hers.headers });
    };
    for (const [to, reason, visibility] of [
      ["unpublish", undefined, "hidden"],
      ["publish", undefined, "live"],
      ["delete", "sold out", "deleted"],
      ["undo_delete", undefined, "live"],
    ] as const) {
      expect(await press(to, reason)).toBe("changed");
      expect((await shownOf(videoId))?.visibility).toBe(visibility);
    }
    await expect(press("delete")).rejects.toMatchObject({ code: "INVALID" });
    await expect(press("delete", "<script>")).rejects.toMatchObject({ code: "INVALID" });
    await expect(press("constructor")).rejects.toMatchObject({ code: "INVALID" });
  });

  test("does nothing for another seller, whatever she sends", async () => {
    const { videoId } = await newProduct();
    const form = await formOf(videoId, { price: "1" });
    expect((await door().save({ videoId, form, headers: stranger })).kind).toBe("not_found");
    const deletion = new FormData();
    deletion.set("to", "delete");
    deletion.set("reason", "other");
    expect(await door().change({ videoId, form: deletion, headers: stranger })).toBe("not_found");
    expect(await shownOf(videoId)).toMatchObject({ priceMinor: 55_000, visibility: "live" });
  });

  test.each([
    ["nobody", new Headers({ origin: ACCOUNT_ORIGIN }), "UNAUTHORIZED"],
    ["a page of another site", "https://evil.test", "FORBIDDEN"],
    ["a page that hides its origin", "null", "FORBIDDEN"],
  ])("refuses %s", async (_who, from, code) => {
    const { videoId } = await newProduct();
    const headers = from instanceof Headers ? from : new Headers(hers.headers);
    if (typeof from === "string") headers.set("origin", from);
    const form = await formOf(videoId, { price: "1" });
    await expect(door().save({ videoId, form, headers })).rejects.toMatchObject({ code });
    await expect(door().change({ videoId, form, headers })).rejects.toMatchObject({ code });
    expect(await shownOf(videoId)).toMatchObject({ priceMinor: 55_000 });
  });
});

describe("a draft that her browser keeps", () => {
  const saveAndPack = async (typed: Record<string, string>) => {
    const { videoId } = await newProduct();
    const form = await formOf(videoId, typed);
    const state = await door().save({ videoId, form, headers: hers.headers });
    const product = await findDeskProduct(world.db, { sellerId: hers.sellerId, videoId });
    if (product === undefined) throw new Error("there is no such product");
    return { state, product, packed: packDraft(state) ?? "" };
  };

  test("opens the form again as it came back", async () => {
    for (const typed of [
      { title: "", description: "é".repeat(1_200) },
      { price: "49000" },
      { price: "55000" },
    ]) {
      const { state, product, packed } = await saveAndPack(typed);
      expect(openDraft(product, packed)).toEqual(state);
      expect(packed.length).toBeLessThan(3_600);
    }
  });

  test("opens a form that is as the product stands when nobody can read it", async () => {
    const { product } = await saveAndPack({});
    for (const broken of ["", "%", "AAAA", Buffer.from("{}").toString("base64url")])
      expect(openDraft(product, broken)).toEqual(openForm(product));
  });
});

describe("the page of a product", () => {
  test("is there for its seller and for nobody else", async () => {
    const { videoId } = await newProduct();
    const other = await signInWithShop();
    const isMissing = (path: string, sellerId: string | null, method = "GET") =>
      isProductMissing(new Request(`${ACCOUNT_ORIGIN}${path}`, { method }), {
        session: { sessionId: "", userId: "", role: "seller", sellerId, phone: "" },
        db: () => world.db,
      });
    const page = `/dashboard/products/${videoId}`;
    expect(await isMissing(page, hers.sellerId)).toBe(false);
    expect(await isMissing(page, other.sellerId)).toBe(true);
    expect(await isMissing("/dashboard/products/%00", hers.sellerId)).toBe(true);
    expect(await isMissing("/dashboard/products", hers.sellerId)).toBe(false);
    expect(await isMissing(page, other.sellerId, "POST")).toBe(false);
  });
});
