import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { captionReadingSchema } from "./caption-reading.ts";
import { readCaption } from "./read-caption.ts";

const pieces = fc.oneof(
  fc.constantFrom(
    "55k",
    "Ksh ",
    "1,29,999",
    "size ",
    "37-41",
    "was ",
    "now ",
    "#heels",
    "@",
    "/=",
    "elfu ",
    "na ",
    "nusu",
    "dress",
    "\n",
    " ",
    "🔥",
    "0772 123 456",
    "~",
    "6x6",
    "M-XL",
    "2 for ",
    "❌",
    "½",
    "\u0336",
    "\ud800",
    "ብር",
    "\u200b",
    "5️⃣",
  ),
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.string({ unit: "grapheme", maxLength: 8 }),
);
const captions = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(""));
const countries = fc.constantFrom("UG", "KE", "NG", "ID", "ZM", "FR", "XX", null);

describe("readCaption", () => {
  test("gives a valid reading with spans inside the caption for any text", () => {
    fc.assert(
      fc.property(captions, countries, (caption, country) => {
        const reading = readCaption(caption, { country });
        captionReadingSchema.parse(reading);
        const { title, price, currency, sizes, productType, category, tags } = reading;
        for (const field of [title, price, currency, sizes, productType, category, tags]) {
          if (field === null || field.span === null) continue;
          expect(field.span.start).toBeLessThan(field.span.end);
          expect(field.span.end).toBeLessThanOrEqual(caption.length);
        }
        expect(price !== null || currency === null).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test("reads the same caption the same way every time", () => {
    const caption = "Was 80k now 55k 🎉 Denim jackets, free size. Only 6 pcs left!!";
    expect(readCaption(caption, { country: "UG" })).toEqual(
      readCaption(caption, { country: "UG" }),
    );
  });

  test.each(["", "   ", "🔥🔥🔥", "\ud800", "．．．", "💰", "\u200b\u200b", "مرحبا بكم", "你好"])(
    "gives nulls for %j",
    (caption) => {
      const reading = readCaption(caption, { country: "UG" });
      expect(reading.price).toBeNull();
      expect(reading.currency).toBeNull();
      expect(reading.productType).toBeNull();
      expect(reading.category.value).toBe("other");
      expect(reading.sizes.value).toEqual([]);
    },
  );

  test("points at the words a value was read from", () => {
    const caption = "🔥 𝐇𝐞𝐞𝐥𝐬 only 55k! Sizes 37–41";
    const { price, productType, sizes } = readCaption(caption, { country: "UG" });
    const shown = (span: { start: number; end: number } | null | undefined): string =>
      span ? caption.slice(span.start, span.end) : "";
    expect(shown(price?.span)).toBe("55k");
    expect(shown(productType?.span)).toBe("𝐇𝐞𝐞𝐥𝐬");
    expect(shown(sizes.span)).toBe("37–41");
  });

  test("leaves what stands beyond 2,200 code points unread", () => {
    const { price } = readCaption(`${"a ".repeat(1100)}Heels 55k`, { country: "UG" });
    expect(price).toBeNull();
  });

  test.each([
    ["digits", "1 ".repeat(1100)],
    ["dashes", "1-".repeat(1100)],
    ["fractions", "1/".repeat(1100)],
    ["commas", "1,".repeat(1100)],
    ["prices", "dress 5k ".repeat(244)],
    ["letters", "a".repeat(10_000)],
    ["sizes", "S-".repeat(1100)],
    ["hashtags", "#dress".repeat(366)],
    ["brackets", "(".repeat(2200)],
    ["struck letters", "a\u0336".repeat(1100)],
  ])("stays fast on nothing but %s", (_name, caption) => {
    readCaption(caption, { country: "UG" });
    const times = Array.from({ length: 5 }, () => {
      const started = process.threadCpuUsage();
      readCaption(caption, { country: "UG" });
      const { user, system } = process.threadCpuUsage(started);
      return (user + system) / 1000;
    });
    // Ten times the aim of 5 ms: five calls leave the code half cold; quadratic work took over 100 ms.
    expect(Math.min(...times)).toBeLessThan(50);
  });
});
