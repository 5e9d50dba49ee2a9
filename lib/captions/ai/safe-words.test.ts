import { describe, expect, test } from "vitest";
import { hasOnlyStatedNumbers, safeWords } from "./safe-words.ts";

describe("safe words", () => {
  test.each([
    ["Block heels https://evil.example/x?y=1", "Block heels"],
    ["Buy at www.evil.example now", "Buy at now"],
    ["evil.example/shop heels", "heels"],
    ["Heels wa.me/256772123456", "Heels"],
    ["Call 0772 123 456 heels", "Call heels"],
    ["Heels +256(772)123-456", "Heels"],
    ["Heels @someone me@mail.example", "Heels"],
    ["Heels javascript:alert(1)", "Heels"],
    ["<script>alert</script> heels", "script alert /script heels"],
    ["Heels\u202Eslleh\u200B\u0000\nred", "Heelsslleh red"],
    ["ＮＥＷ ｈｅｅｌｓ", "NEW heels"],
  ])("of %j are %j", (given, safe) => {
    expect(safeWords(given, 80)).toBe(safe);
  });

  test("are whole words up to the length", () => {
    expect(safeWords("Beautiful block heels", 12)).toBe("Beautiful");
    expect(safeWords("🥿".repeat(50), 21).isWellFormed()).toBe(true);
    expect(safeWords("x".repeat(100_000), 80)).toHaveLength(80);
  });

  test("hold no number of their own", () => {
    expect(hasOnlyStatedNumbers("Jordan 4", "Jordan 4 at 120k")).toBe(true);
    expect(hasOnlyStatedNumbers("Jordan 5", "Jordan 4 at 120k")).toBe(false);
  });
});
