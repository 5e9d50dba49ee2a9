import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { portraitCrop } from "./portrait-crop.ts";

describe("portraitCrop", () => {
  test("keeps the whole width of an upright video and follows the focus", () => {
    const size = { width: 1080, height: 1920 };
    expect(portraitCrop(size, { x: 0.5, y: 0.5 })).toEqual({
      left: 0,
      top: 285,
      width: 1080,
      height: 1350,
    });
    expect(portraitCrop(size, { x: 0.5, y: 0 }).top).toBe(0);
    expect(portraitCrop(size, { x: 0.5, y: 1 }).top).toBe(570);
  });

  test("keeps the whole height of a lying video", () => {
    expect(portraitCrop({ width: 1920, height: 1080 }, { x: 0.9, y: 0.5 })).toEqual({
      left: 1056,
      top: 0,
      width: 864,
      height: 1080,
    });
  });

  test("stays inside the picture and four to five, whatever its size", () => {
    const side = fc.integer({ min: 64, max: 5_000 });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.record({ width: side, height: side }),
        fc.record({ x: share, y: share }),
        (size, focus) => {
          const part = portraitCrop(size, focus);
          expect(part.left).toBeGreaterThanOrEqual(0);
          expect(part.top).toBeGreaterThanOrEqual(0);
          expect(part.left + part.width).toBeLessThanOrEqual(size.width);
          expect(part.top + part.height).toBeLessThanOrEqual(size.height);
          expect(Math.abs(part.width / part.height - 0.8)).toBeLessThan(0.03);
        },
      ),
    );
  });
});
