import { describe, expect, test } from "vitest";
import { statedAmounts } from "./stated-amounts.ts";

const valuesIn = (text: string) => statedAmounts(text).flatMap(({ values }) => values);

describe("amounts that a text states", () => {
  test.each([
    ["only 55k!", 55_000],
    ["Ush 55,000/=", 55_000],
    ["Ksh1.5k", 1_500],
    ["N12,500 only", 12_500],
    ["GH₵150", 150],
    ["R349,99", 349.99],
    ["Rp 150.000", 150_000],
    ["1,5jt", 1_500_000],
    ["15 000 F", 15_000],
    ["₹1,29,999", 129_999],
    ["$19.99", 19.99],
    ["55,000.00", 55_000],
    ["30-45k", 30_000],
    ["𝟓𝟓𝐤", 55_000],
    ["5\u200b5k", 55_000],
    ["1.2m", 1_200_000],
    ["22 thousand", 22_000],
  ])("%s", (text, value) => {
    expect(valuesIn(text)).toContain(value);
  });

  test.each([
    ["0772123456", 772_123_456],
    ["+256 772 123 456", 256_772_123_456],
    ["256772123456", 256_772_123_456],
    ["A54", 54],
    ["128GB", 128],
    ["5000mAh", 5_000],
    ["20% off", 20],
    ["100 followers", 100],
    ["50 pcs left", 50],
    ["no price here", 0],
  ])("%s states no %d", (text, value) => {
    expect(valuesIn(text)).not.toContain(value);
  });

  test("are pointed at in the original text", () => {
    const text = "🥿 Nice heels 𝟓𝟓𝐤 only";
    const [amount] = statedAmounts(text);
    expect(text.slice(amount?.span.start, amount?.span.end)).toBe("𝟓𝟓𝐤");
  });

  test("of adversarial text are found in linear time", () => {
    for (const piece of ["1 ", "111 ", "1,", "1.1-", "9k-", "٣"]) {
      const startedAt = performance.now();
      statedAmounts(piece.repeat(Math.ceil(4_000 / piece.length)));
      expect(performance.now() - startedAt).toBeLessThan(100);
    }
  });
});
