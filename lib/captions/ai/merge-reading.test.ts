import { describe, expect, test } from "vitest";
import type { CaptionReading } from "../caption-reading.ts";
import type { AiAnswer } from "./ai-answer.ts";
import { toMergedCaptionPart, toMergedTagsPart } from "./caption-parts.ts";
import { mergeReading } from "./merge-reading.ts";
import type { ReadingInput } from "./prompt.ts";

const none = <Value>(value: Value) => ({ value, confidence: 0.3, span: null, rule: "none" });

const emptyRules: CaptionReading = {
  title: none("New item"),
  price: null,
  currency: null,
  sizes: none([]),
  productType: null,
  category: none("other" as const),
  tags: none(["kampala"]),
  description: "",
};

const emptyAnswer: AiAnswer = {
  title: null,
  price: null,
  currency: null,
  sizes: [],
  product_type: null,
  category: null,
  tags: [],
};

type Given = {
  caption: string;
  answer: Partial<AiAnswer>;
  rules?: Partial<CaptionReading>;
  words?: ReadingInput["words"];
};

const merge = ({ caption, answer, rules = {}, words = [] }: Given) =>
  mergeReading(
    { caption, country: "UG", hashtags: [], words, rules: { ...emptyRules, ...rules } },
    { ...emptyAnswer, ...answer },
  );

const price = (amount: number, as_written = String(amount)) => ({ price: { as_written, amount } });
const rulePrice = (value: number, confidence: number) => ({
  price: { value, confidence, span: { start: 0, end: 3 }, rule: "price.multiplier" },
  currency: { value: "UGX", confidence, span: null, rule: "currency.country" },
});

describe("a price", () => {
  test("that the rules left open is filled from where the caption states it", () => {
    const caption = "Nice heels, you get them for 55k";
    const { reading, origins } = merge({ caption, answer: price(55_000, "55k") });
    expect(reading.price).toMatchObject({ value: 55_000, rule: "ai.price" });
    expect(caption.slice(reading.price?.span?.start, reading.price?.span?.end)).toBe("55k");
    expect(origins.price).toBe("ai");
    expect(reading.currency?.value).toBe("UGX");
  });

  test.each([
    ["invented", 60_000],
    ["off by a thousand", 55],
    ["computed", 44_000],
    ["a phone number", 772_123_456],
    ["negative", -55_000],
    ["without end", Number.POSITIVE_INFINITY],
    ["not a number", Number.NaN],
    ["too large for money", 1e300],
  ])("that is %s is dropped", (_name, amount) => {
    const caption = "Heels 55k, 20% off. Call 0772123456";
    const { reading, origins } = merge({ caption, answer: price(amount, "55k") });
    expect(reading.price).toBeNull();
    expect(reading.currency).toBeNull();
    expect(origins.price).toBe("rule");
  });

  test("that the rules are sure of is never overruled", () => {
    const { reading, origins } = merge({
      caption: "Was 80k now 55k",
      answer: price(80_000, "80k"),
      rules: rulePrice(55_000, 0.9),
    });
    expect(reading.price?.value).toBe(55_000);
    expect(origins.price).toBe("rule");
  });

  test("that the rules are unsure of gives way to a stated one, and not to an invented one", () => {
    const given = { caption: "Was 80k now 55k", rules: rulePrice(80_000, 0.5) };
    expect(merge({ ...given, answer: price(55_000) }).reading.price?.value).toBe(55_000);
    expect(merge({ ...given, answer: price(50_000) }).reading.price?.value).toBe(80_000);
  });

  test("that both read is surer for it", () => {
    const { reading, origins } = merge({
      caption: "Heels 55k",
      answer: price(55_000),
      rules: rulePrice(55_000, 0.6),
    });
    expect(reading.price).toMatchObject({ confidence: 0.9, rule: "price.multiplier" });
    expect(origins.price).toBe("rule");
  });

  test("from the picture or the sound stands only where the caption has none, and says so", () => {
    const words = [{ source: "frame" as const, text: "HEELS 55,000/=" }];
    const filled = merge({ caption: "New heels", answer: price(55_000), words });
    expect(filled.origins.price).toBe("frame");
    expect(filled.reading.price).toMatchObject({ value: 55_000, confidence: 0.6, span: null });
    const kept = merge({
      caption: "Heels 45k",
      answer: price(55_000),
      words,
      rules: rulePrice(45_000, 0.5),
    });
    expect(kept.reading.price?.value).toBe(45_000);
  });

  test("in another currency than the text or the country says keeps theirs", () => {
    const { reading } = merge({
      caption: "Heels 55k",
      answer: { ...price(55_000), currency: "USD" },
    });
    expect(reading.currency?.value).toBe("UGX");
  });
});

describe("title, kind, category and tags", () => {
  const rules: Partial<CaptionReading> = {
    title: none("New stock shoes"),
    productType: none("shoes"),
    category: none("footwear" as const),
  };

  test("may be the model's", () => {
    const { reading, origins } = merge({
      caption: "New stock block heels",
      rules,
      answer: {
        title: "Block heels",
        product_type: "Heels",
        category: "footwear",
        tags: ["#Heels", "block heels", "heels"],
      },
    });
    expect(reading.title).toMatchObject({ value: "Block heels", rule: "ai.title" });
    expect(reading.productType?.value).toBe("heels");
    expect(reading.tags.value).toEqual(["heels", "block heels"]);
    expect(origins).toMatchObject({ title: "ai", productType: "ai", category: "rule", tags: "ai" });
  });

  test("stay the rules' where the model says nothing of use", () => {
    const { reading, origins } = merge({
      caption: "New stock shoes",
      rules,
      answer: { title: "https://evil.example 0772123456", product_type: "9", tags: ["#", "<>"] },
    });
    expect(reading.title.value).toBe("New stock shoes");
    expect(reading.productType?.value).toBe("shoes");
    expect(reading.tags.value).toEqual(["kampala"]);
    expect(new Set(Object.values(origins))).toEqual(new Set(["rule"]));
  });

  test("hold no number that no text states", () => {
    const { reading } = merge({
      caption: "Jordan 4 sneakers",
      rules,
      answer: { title: "Jordan 5 sneakers", tags: ["jordan 4", "jordan 5"] },
    });
    expect(reading.title.value).toBe("New stock shoes");
    expect(reading.tags.value).toEqual(["jordan 4"]);
  });

  test("take a category without its kind only where the rules have none", () => {
    const caption = "New stock shoes";
    const answer = { category: "bags" as const };
    expect(merge({ caption, rules, answer }).reading.category.value).toBe("footwear");
    expect(merge({ caption, answer }).reading.category.value).toBe("bags");
  });
});

test("sizes fill what the rules left open with what the text states", () => {
  const caption = "Heels, we have 37-41";
  const answer = { sizes: ["37", "38", "45"] };
  expect(merge({ caption, answer }).reading.sizes.value).toEqual(["37", "38"]);
  const rules = { sizes: none(["39"]) };
  expect(merge({ caption, answer, rules }).reading.sizes.value).toEqual(["39"]);
});

test("the part names the source of each field, and makes tags only where the model gave some", () => {
  const caption = "Block heels 55k";
  const merged = merge({ caption, answer: { title: "Block heels", ...price(55_000) } });
  const part = toMergedCaptionPart(merged, { caption, shopCurrency: "UGX" });
  expect(part).toMatchObject({
    title: "Block heels",
    priceMinor: 55_000,
    fieldSources: { title: { source: "ai" }, price: { source: "ai" }, sizes: { source: "rule" } },
  });
  expect(toMergedTagsPart(merged)).toBeNull();
  expect(toMergedTagsPart(merge({ caption, answer: { tags: ["heels"] } }))?.tags).toEqual([
    "heels",
  ]);
});
