import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SealableRow } from "#db/personal-data.ts";
import { findJsonSchema, listJsonSchemas } from "#lib/events/json-schema.ts";
import { personalFieldsOf } from "#lib/events/personal-fields.ts";
import { openKeyRing } from "#lib/privacy/key-ring.ts";
import { openMasterKeys } from "#lib/privacy/master-keys.ts";
import { memoryKeyStore } from "#lib/privacy/memory-key-store.ts";
import { memoryPersonalData } from "#lib/privacy/memory-personal-data.ts";
import { openPersonalData, redact } from "#lib/privacy/personal-data.ts";
import { newKey, SealBrokenError } from "#lib/privacy/seal.ts";
import { arbitraryEvent } from "#tests/events/arbitrary-event.ts";

const SEED = 4381;
const RUNS = 40;

type Fields = Record<string, unknown>;

function toRow({ metadata, payload }: Fields, sellerId: string | null): SealableRow {
  // What an event's schema generates has both as objects, and these names as texts.
  const known = metadata as Fields & Record<"eventId" | "eventType" | "eventVersion", string>;
  const { eventId, eventType, eventVersion } = known;
  return {
    eventId,
    eventType,
    eventVersion,
    sellerId,
    metadata: known,
    payload: payload as Fields,
  };
}

/** As a row comes back from its table. */
const stored = (row: SealableRow): SealableRow => structuredClone(row);

describe.each(listJsonSchemas())("$type $version at rest", ({ type, version }) => {
  const schema = findJsonSchema(type, version);
  if (schema === undefined) throw new Error(`${type} ${version}`);
  const events = arbitraryEvent(schema);
  const personal = memoryPersonalData();
  const subject = fc.oneof(fc.uuid(), fc.constant(null));

  test("loses nothing, and shows nothing that is marked", async () => {
    const marked = personalFieldsOf(type, version);
    await fc.assert(
      fc.asyncProperty(events, subject, async (event, sellerId) => {
        const row = toRow(event, sellerId);
        const before = structuredClone(row);
        const [sealed] = await personal.protect([row]);
        if (sealed === undefined) throw new Error("no row came back");
        expect(row).toEqual(before);
        for (const path of marked)
          for (const value of valuesAt(sealed, path)) expect(value).toBeNull();
        const [revealed] = await personal.reveal([stored(sealed)]);
        expect(revealed).toEqual({ ...before, erased: false });
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });
});

/** What stands at a path; `*` is every member. */
function valuesAt(value: unknown, [step, ...rest]: readonly string[]): unknown[] {
  if (step === undefined) return [value];
  if (value === null || typeof value !== "object") return [];
  if (step === "*") return Object.values(value).flatMap((member) => valuesAt(member, rest));
  return Object.hasOwn(value, step) ? valuesAt(Reflect.get(value, step), rest) : [];
}

const ANY = "shop_link.generated";

function phoneRow(phone: string, sellerId: string | null = randomUUID()): SealableRow {
  return {
    eventId: randomUUID(),
    eventType: ANY,
    eventVersion: "1.0.0",
    sellerId,
    metadata: { eventType: ANY, request: { ipAddress: "203.0.113.7" } },
    payload: { phone, subscription_status: "trial" },
  };
}

async function sealOne(personal = memoryPersonalData(), row = phoneRow("+256772123456")) {
  const [sealed] = await personal.protect([row]);
  if (sealed === undefined) throw new Error("no row came back");
  return { personal, row, sealed };
}

describe("a sealed text", () => {
  test("leaves what is not personal in clear", async () => {
    const { sealed } = await sealOne();
    expect(sealed.payload).toMatchObject({ subscription_status: "trial" });
    expect(JSON.stringify(sealed)).not.toMatch(/256772123456|203\.0\.113\.7/);
  });

  test("holds also what no schema knows, at any depth", async () => {
    const row = phoneRow("x");
    row.payload["whatsapp"] = "+256772000111";
    row.metadata["device"] = { owner: "Amina Okello" };
    row.metadata["request"] = { requestId: "r1", cookie: "of-amina" };
    const { personal, sealed } = await sealOne(memoryPersonalData(), structuredClone(row));
    expect(JSON.stringify(sealed)).not.toMatch(/256772000111|Amina|of-amina/);
    expect(sealed.metadata["request"]).toEqual({ requestId: "r1" });
    expect(await personal.reveal([sealed])).toEqual([{ ...row, erased: false }]);
  });

  test("differs each time for the same words", async () => {
    const { personal, row, sealed } = await sealOne();
    const [again] = await personal.protect([row]);
    expect(again?.payload["$enc"]).not.toBe(sealed.payload["$enc"]);
  });

  test.each<[string, (sealed: SealableRow, other: SealableRow) => SealableRow]>([
    ["another event", (sealed) => ({ ...sealed, eventId: randomUUID() })],
    ["another seller", (sealed) => ({ ...sealed, sellerId: randomUUID() })],
    ["nobody", (sealed) => ({ ...sealed, sellerId: null })],
    ["another column", (sealed) => ({ ...sealed, payload: { $enc: sealed.metadata["$enc"] } })],
    [
      "the same place of another seller",
      (sealed, other) => ({ ...sealed, payload: other.payload }),
    ],
    [
      "another seller by name",
      (sealed, other) => ({
        ...sealed,
        sellerId: other.sellerId,
        payload: {
          $enc: String(sealed.payload["$enc"]).replace(
            String(sealed.sellerId),
            String(other.sellerId),
          ),
        },
      }),
    ],
  ])("does not open in %s", async (_place, move) => {
    const { personal, row, sealed } = await sealOne();
    const other = await sealOne(personal, { ...row, sellerId: randomUUID() });
    await expect(personal.reveal([move(sealed, other.sealed)])).rejects.toThrow(SealBrokenError);
  });

  test("does not open with any of its characters changed", async () => {
    const { personal, sealed } = await sealOne();
    const text = String(sealed.payload["$enc"]);
    const start = text.lastIndexOf(".") + 1;
    for (let at = start; at < text.length - 1; at += 7) {
      const bent = text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
      const row = { ...sealed, payload: { ...sealed.payload, $enc: bent } };
      await expect(personal.reveal([row])).rejects.toThrow(SealBrokenError);
    }
    for (const $enc of ["v1", "v1.x", `v2${text.slice(2)}`, text.slice(0, start), 7, {}])
      await expect(personal.reveal([{ ...sealed, payload: { $enc } }])).rejects.toThrow(
        SealBrokenError,
      );
  });

  test("opens where the seller is not known, as off the wire", async () => {
    const { personal, row, sealed } = await sealOne();
    const { eventId, metadata, payload } = sealed;
    const [revealed] = await personal.reveal([{ eventId, metadata, payload }]);
    expect(revealed).toMatchObject({ payload: row.payload, erased: false });
  });

  test("is not made of what was stored before there were any, which is read as it is", async () => {
    const row = phoneRow("+256772123456");
    expect(await memoryPersonalData().reveal([row])).toEqual([{ ...row, erased: false }]);
  });

  test("stands for what only looks like one", async () => {
    const row = phoneRow("x");
    row.payload["$enc"] = "v1.of.somebody-else";
    const { personal, sealed } = await sealOne(memoryPersonalData(), structuredClone(row));
    const [revealed] = await personal.reveal([sealed]);
    expect(revealed?.payload).toEqual(row.payload);
  });
});

describe("the key of a seller", () => {
  function open(now = { ms: 0 }) {
    const store = memoryKeyStore();
    const calls = { find: 0 };
    const counted = {
      ...store,
      find: (subjects: readonly string[]) => {
        calls.find += 1;
        return store.find(subjects);
      },
    };
    const masterKeys = openMasterKeys([newKey()]);
    const clock = () => new Date("2026-11-20T12:00:00Z");
    const ring = () => openKeyRing({ store: counted, masterKeys, now: () => now.ms });
    return {
      store,
      calls,
      masterKeys,
      now,
      other: () => openPersonalData({ keys: ring(), clock }),
    };
  }

  test("is the same in every process, also when two make it at once", async () => {
    const { other } = open();
    const [first, second] = [other(), other()];
    const rows = [phoneRow("+256772123456"), phoneRow("+256772123457")];
    const [[one], [two]] = await Promise.all([first.protect(rows), second.protect(rows)]);
    if (one === undefined || two === undefined) throw new Error("no row came back");
    expect((await second.reveal([one]))[0]?.payload).toEqual(rows[0]?.payload);
    expect((await first.reveal([two]))[0]?.payload).toEqual(rows[0]?.payload);
  });

  test("is asked for once a minute, however many events there are", async () => {
    const { calls, now, other } = open();
    const personal = other();
    const row = phoneRow("+256772123456");
    for (let event = 0; event < 50; event += 1) await personal.protect([row]);
    // Once to look for it, once to read what was made.
    expect(calls.find).toBe(2);
    now.ms = 60_000;
    await personal.protect([row]);
    expect(calls.find).toBe(3);
  });

  test("once destroyed opens nothing anywhere after a minute, and no other takes its place", async () => {
    const { store, now, other } = open();
    const personal = other();
    const { row, sealed } = await sealOne(personal);
    await store.destroy(String(row.sellerId));
    expect((await other().reveal([sealed]))[0]).toMatchObject({ erased: true });
    now.ms = 60_000;
    const [erased] = await personal.reveal([sealed]);
    expect(erased).toMatchObject({ erased: true, payload: { subscription_status: "trial" } });
    const [late] = await personal.protect([{ ...row, eventId: randomUUID() }]);
    expect(JSON.stringify(late)).not.toContain("256772123456");
    expect((await personal.reveal([late ?? sealed]))[0]).toMatchObject({ erased: true });
  });

  test("destroyed before it was ever made cannot be made", async () => {
    const { store, other } = open();
    const row = phoneRow("+256772123456");
    await store.destroy(String(row.sellerId));
    const [late] = await other().protect([row]);
    expect(late?.payload).toEqual({ subscription_status: "trial", $enc: "erased" });
  });

  test("that is lost is told apart from one that is destroyed", async () => {
    const { sealed } = await sealOne(open().other());
    await expect(open().other().reveal([sealed])).rejects.toThrow("is not there");
  });

  test("is one for each day where an event is about no seller", async () => {
    const { store, other } = open();
    const { personal, sealed } = await sealOne(other(), phoneRow("+256772123456", null));
    expect(String(sealed.payload["$enc"])).toContain("day-2026-11-20");
    expect(await store.destroyDaysBefore("2026-11-20")).toBe(0);
    expect(await store.destroyDaysBefore("2026-11-21")).toBe(1);
    expect(await store.destroyDaysBefore("2026-11-21")).toBe(0);
    expect((await other().reveal([sealed]))[0]).toMatchObject({ erased: true });
    expect((await personal.reveal([sealed]))[0]).toMatchObject({ erased: false });
  });
});

describe("an event from before anything was sealed", () => {
  test("loses what is personal when its seller is erased, and only that", async () => {
    const row = phoneRow("+256772123456");
    const redacted = redact(row);
    expect(redacted?.payload).toEqual({ subscription_status: "trial", $enc: "erased" });
    expect(JSON.stringify(redacted)).not.toContain("203.0.113.7");
    expect(redact({ ...row, ...redacted })).toBeUndefined();
    const { sealed } = await sealOne();
    expect(redact(sealed)).toBeUndefined();
  });
});
