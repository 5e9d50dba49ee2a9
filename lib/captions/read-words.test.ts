import { describe, expect, test } from "vitest";
import { readCaption } from "./read-caption.ts";
import { readWords, type WordPiece } from "./read-words.ts";

const context = (caption: string, country = "UG", shopCurrency = "UGX") => ({
  caption: readCaption(caption, { country }),
  country,
  shopCurrency,
});
const frame = (...lines: string[]): WordPiece => ({
  lines: lines.map((text) => ({ text, confidence: 0.95 })),
});
const heels = context("New heels, price on the video #TRACK");

describe("the words beside a caption", () => {
  test.each([
    { lines: ["55K"], minor: 55_000 },
    { lines: ["UGX 55,000"], minor: 55_000 },
    { lines: ["NOW 40k", "was 60k"], minor: 40_000 },
    { lines: ["only 45,000", "Call 0772 123456"], minor: 45_000 },
    { lines: ["Price: 30,000/="], minor: 30_000 },
    { lines: ["only 45,000", "98%", "20000", "mAh"], minor: 45_000 },
    { lines: ["Now 40k", "was 60k", "2000C"], minor: 40_000 },
    { lines: ["55 000/=", "12"], minor: 55_000 },
  ])("give a price with less confidence than a caption: $lines", ({ lines, minor }) => {
    const price = readWords([frame(...lines)], heels)?.price;
    expect(price).toMatchObject({ minor, currency: "UGX" });
    expect(price?.confidence).toBeLessThan(0.75);
  });

  test.each([
    { lines: ["CALL 0772 123456"] },
    { lines: ["+256 700 123 456"] },
    { lines: ["WhatsApp 0712345678"] },
    { lines: ["0772-123-456"] },
    { lines: ["SALE 20% OFF"] },
    { lines: ["SIZES 37-41"] },
    { lines: ["100k followers"] },
    { lines: ["2026"] },
    { lines: ["20000", "mAh"] },
    { lines: ["20,000 mAh"] },
    { lines: ["FRI 13", "10:09"] },
    { lines: ["128GB"] },
    { lines: ["Delivery 5k"] },
    { lines: ["7"] },
    { lines: ["Till 123456"] },
    { lines: ["LADIES PICK 8500"] },
    { lines: ["SHOES 4500 MODEL"] },
  ])("give no price where none is offered: $lines", ({ lines }) => {
    expect(readWords([frame(...lines)], heels)?.price ?? null).toBeNull();
  });

  test("are surer of a price that two frames show, and less sure of one that others dispute", () => {
    const confidenceOf = (pieces: WordPiece[]) => readWords(pieces, heels)?.price?.confidence ?? 0;
    const alone = confidenceOf([frame("55k")]);
    expect(confidenceOf([frame("55k"), frame("55k")])).toBeGreaterThan(alone);
    expect(confidenceOf([frame("55k"), frame("80k")])).toBeLessThan(alone);
    expect(confidenceOf([frame("55k"), frame("55k"), frame("55k")])).toBeLessThan(0.9);
  });

  test("take what most frames show, and the first of several products", () => {
    const minorOf = (pieces: WordPiece[]) => readWords(pieces, heels)?.price?.minor;
    expect(minorOf([frame("80k"), frame("55k"), frame("55k")])).toBe(55_000);
    expect(minorOf([frame("55k"), frame("80k")])).toBe(55_000);
  });

  test("give no price from a line that was hardly readable, but keep it to be searched", () => {
    const words = readWords([{ lines: [{ text: "UGX 55,000", confidence: 0.75 }] }], heels);
    expect(words).toMatchObject({ text: "UGX 55,000", price: null });
  });

  test("take the shop's currency where neither words nor country tell one", () => {
    const nowhere = { ...heels, country: "", shopCurrency: "KES" };
    expect(readWords([frame("2.5k only")], nowhere)?.price).toMatchObject({
      minor: 250_000,
      currency: "KES",
    });
  });

  test("give the sizes of the kind that the caption names", () => {
    expect(readWords([frame("SIZES 37-41")], heels)?.sizes?.value).toEqual([
      "37",
      "38",
      "39",
      "40",
      "41",
    ]);
  });

  test("stand once however often they are shown, without what nobody can see", () => {
    const words = readWords([frame("NEW\u202E HEELS"), frame("NEW\u202E HEELS", "55k")], heels);
    expect(words?.text).toBe("NEW HEELS\n55k");
  });

  test("are nothing without a letter, and bounded whatever is given", () => {
    expect(readWords([], heels)).toBeNull();
    expect(readWords([{ lines: [] }], heels)).toBeNull();
    const endless = frame(
      ...Array.from({ length: 500 }, (_, index) => `line ${index} `.repeat(20)),
    );
    expect(Array.from(readWords([endless], heels)?.text ?? "").length).toBeLessThanOrEqual(1_000);
  });

  test("are read as speech too", () => {
    const said = "hello my people these heels are going for fifty five thousand shillings only";
    const swahili = context("Viatu vipya #TRACK", "KE", "KES");
    expect(readWords([frame("bei ni elfu mbili na mia tano tu")], swahili)?.price?.minor).toBe(
      250_000,
    );
    expect(readWords([frame(said)], heels)?.price?.minor).toBe(55_000);
  });
});
