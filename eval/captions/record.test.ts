import { describe, expect, test } from "vitest";
import { evaluate, judge } from "./evaluate.ts";
import { sameKind } from "./kind.ts";
import { parseRecords } from "./record.ts";

const line = JSON.stringify({
  id: "a",
  caption: "New heels 55k",
  seller_country: "UG",
  expected: {
    price: 55_000,
    currency: "UGX",
    sizes: [],
    product_type: "heels",
    category: "footwear",
  },
});

describe("parseRecords", () => {
  test("reads one record per line and skips empty lines", () => {
    const parsed = parseRecords(`${line}\n\n${line}\n`);
    expect(parsed.kind === "valid" && parsed.records.length).toBe(2);
  });

  test.each([
    ["not JSON", `${line}\n{`, 2],
    ["expected", `${line}\n\n{"id":"b","caption":"","seller_country":null}`, 3],
  ])("names the first bad line: %s", (reason, text, number) => {
    const parsed = parseRecords(text);
    expect(parsed.kind).toBe("invalid");
    expect(parsed).toMatchObject({ line: number, reason: expect.stringContaining(reason) });
  });
});

describe("judging", () => {
  test("ignores case and singular or plural of a kind", () => {
    expect(sameKind("Heel", "heels")).toBe(true);
    expect(sameKind("watch", "watches")).toBe(true);
    expect(sameKind("dress", "dresses")).toBe(true);
    expect(sameKind("shirt", "skirt")).toBe(false);
  });

  test("counts a price where none is expected as false", () => {
    const wrong = line.replace("55000", "null").replace('"UGX"', "null");
    const parsed = parseRecords(`${line}\n${wrong}`);
    const { fields, misses } = evaluate(parsed.kind === "valid" ? parsed.records : []);
    expect(fields.price).toEqual({ right: 1, of: 2, accuracy: 0.5 });
    expect(fields.false_price).toEqual({ count: 1, of: 1 });
    expect(misses.map(({ field }) => field)).toEqual(["price", "currency"]);
  });

  test("leaves the currency aside when neither side has a price", () => {
    const parsed = parseRecords(line.replace("55000", "null"));
    const [record] = parsed.kind === "valid" ? parsed.records : [];
    expect(record).toBeDefined();
    if (record === undefined) return;
    const reading = { ...readingOf(record.caption), price: null, currency: null };
    expect(judge(record, reading).currency).toBe(true);
  });
});

function readingOf(title: string): Parameters<typeof judge>[1] {
  const none = { confidence: 0, span: null, rule: "none" };
  return {
    title: { ...none, value: title },
    price: null,
    currency: null,
    sizes: { ...none, value: [] },
    productType: null,
    category: { ...none, value: "other" },
    tags: { ...none, value: [] },
    description: "",
  };
}
