import fc from "fast-check";
import { expect, test } from "vitest";
import { captionPart } from "../assembly/part.ts";
import { toCaptionPart } from "./caption-part.ts";
import { readCaption } from "./read-caption.ts";

const partOf = (caption: string, country = "UG") =>
  toCaptionPart(readCaption(caption, { country }), { caption, shopCurrency: "UGX" });

test.each([998, 999, 1000, 1001])(
  "an emoji at unit %d of a long caption is never cut in half",
  (at) => {
    const { description } = partOf(`${"a".repeat(at)}👠👠👠 heels 55k`);
    expect(description.isWellFormed()).toBe(true);
    expect(description.length).toBeLessThanOrEqual(1000);
  },
);

test("a price without a currency of its own is one of the shop", () => {
  expect(partOf("Heels 55k", "UG")).toMatchObject({ priceMinor: 55_000, currency: "UGX" });
});

test("whatever the caption, the part fits its schema and survives JSON", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 3_000 }), (text) => {
      const part = partOf(text.toWellFormed());
      expect(captionPart.parse(JSON.parse(JSON.stringify(part)))).toEqual(part);
      expect(JSON.stringify(part).isWellFormed()).toBe(true);
    }),
    { numRuns: 300 },
  );
});
