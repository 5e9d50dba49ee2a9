import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { FieldName } from "../../eval/captions/evaluate.ts";
import { evaluate } from "../../eval/captions/evaluate.ts";
import { parseRecords } from "../../eval/captions/record.ts";
import { varyAll } from "../../eval/captions/vary.ts";

type Floors = Record<FieldName, number> & { sure: number };

/** Just under what is reached: a rule that loses captions fails here. */
const floors: Record<string, Floors> = {
  own: { price: 0.99, currency: 0.99, sizes: 0.99, product_type: 0.99, category: 0.99, sure: 0.99 },
  unseen: {
    price: 0.99,
    currency: 0.99,
    sizes: 0.99,
    product_type: 0.99,
    category: 0.99,
    sure: 0.99,
  },
  east: {
    price: 0.99,
    currency: 0.99,
    sizes: 0.99,
    product_type: 0.99,
    category: 0.99,
    sure: 0.99,
  },
  west: {
    price: 0.98,
    currency: 0.99,
    sizes: 0.99,
    product_type: 0.99,
    category: 0.99,
    sure: 0.99,
  },
};

/** Share of right fields that may turn wrong when a caption is only written differently. */
const MOST_FLIPS = 0.005;
const EVERY = 29;

describe.each(Object.entries(floors))("captions in %s.jsonl", (name, floor) => {
  const parsed = parseRecords(
    readFileSync(new URL(`../../eval/captions/${name}.jsonl`, import.meta.url), "utf8"),
  );
  if (parsed.kind === "invalid")
    throw new Error(`${name}.jsonl line ${parsed.line}: ${parsed.reason}`);
  const { records } = parsed;
  const { n, fields, sure } = evaluate(records);

  test("are many enough to tell", () => {
    expect(n).toBeGreaterThanOrEqual(200);
  });

  test.each(["price", "currency", "sizes", "product_type", "category"] as const)(
    "keep their accuracy for %s",
    (field) => {
      expect(fields[field].accuracy).toBeGreaterThanOrEqual(floor[field]);
    },
  );

  test("get no price where there is none", () => {
    expect(fields.false_price.count).toBe(0);
  });

  test("read the same when they are written differently", () => {
    const { read, flips } = varyAll(records.slice(0, 260), EVERY);
    expect(read).toBeGreaterThan(1000);
    expect(flips.length / read).toBeLessThanOrEqual(MOST_FLIPS);
  });

  test("are right where the reader is sure of the price", () => {
    expect(sure.accuracy).toBeGreaterThanOrEqual(floor.sure);
  });
});
