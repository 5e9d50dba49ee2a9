import { describe, expect, test } from "vitest";
import { cleanText } from "./clean-text.ts";

describe("cleanText", () => {
  test("removes controls, bidi marks and zero-width spaces", () => {
    expect(cleanText("He\u0000el\u202Es\u200B \uFEFFnew\u2066", 50)).toBe("Heels new");
  });

  test("keeps line breaks, emoji families and Arabic", () => {
    const text = "Line one\nخياطة 👨‍👩‍👧";
    expect(cleanText(text, 50)).toBe(text);
  });

  test("cuts by code points, so that no emoji is halved", () => {
    expect(cleanText("👠".repeat(10), 4)).toBe("👠👠👠…");
  });

  test("flattens towers of marks", () => {
    expect(cleanText(`e${"\u0301".repeat(40)}`, 50).length).toBeLessThanOrEqual(4);
  });

  test("repairs a half of a surrogate pair", () => {
    expect(cleanText("a\uD83D", 10).isWellFormed()).toBe(true);
  });

  test("takes a huge caption without delay", () => {
    const startedMs = performance.now();
    cleanText("e\u0301\u0301\u0301\u0301".repeat(200_000), 100);
    expect(performance.now() - startedMs).toBeLessThan(50);
  });
});
