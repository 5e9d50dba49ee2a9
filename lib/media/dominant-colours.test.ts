import { describe, expect, test } from "vitest";
import { dominantColours } from "./dominant-colours.ts";

/** A picture of vertical stripes, each as wide as its share. */
function stripes(parts: readonly (readonly [number, number, number, number])[]) {
  const width = 40;
  const height = 10;
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      let passed = 0;
      const part = parts.find(([share]) => (passed += share * width) > x) ?? parts.at(-1);
      rgb.set(part?.slice(1) ?? [0, 0, 0], (y * width + x) * 3);
    }
  return { rgb, width, height };
}

describe("dominantColours", () => {
  test("gives the colours that are there, exactly, the heaviest first", () => {
    const colours = dominantColours([
      stripes([
        [0.25, 200, 30, 45],
        [0.6, 250, 250, 250],
        [0.15, 28, 42, 86],
      ]),
    ]);
    expect(colours.map(({ hex }) => hex)).toEqual(["#FAFAFA", "#C81E2D", "#1C2A56"]);
    expect(colours.map(({ name }) => name)).toEqual(["white", "red", "navy"]);
    expect(colours.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1);
    expect(colours[0]?.weight).toBeGreaterThan(0.6);
  });

  test("joins shades that look alike and gives at most five", () => {
    const many = Array.from({ length: 20 }, (_, index) => {
      const level = index * 12;
      return [0.05, level, 255 - level, (index * 97) % 256] as const;
    });
    const colours = dominantColours([stripes(many)]);
    expect(colours.length).toBeGreaterThanOrEqual(3);
    expect(colours.length).toBeLessThanOrEqual(5);
  });

  test("says one colour for a plain picture, and none for no picture", () => {
    expect(dominantColours([stripes([[1, 18, 18, 20]])])).toEqual([
      { hex: "#121214", name: "black", weight: 1 },
    ]);
    expect(dominantColours([])).toEqual([]);
  });
});
