import { describe, expect, test } from "vitest";
import { likelyScenes, type PacketHead } from "./likely-scenes.ts";

const FRAMES_PER_SECOND = 10;
const SECONDS = 20;

/** Ten frames a second of about the same size, a key frame at the start, larger ones where told. */
function packets(sizes: Record<number, number> = {}): PacketHead[] {
  return Array.from({ length: SECONDS * FRAMES_PER_SECOND }, (_, index) => ({
    seconds: index / FRAMES_PER_SECOND,
    bytes: sizes[index] ?? (index === 0 ? 50_000 : 4_000 + ((index * 37) % 900)),
    isKey: index === 0,
  }));
}

const rounded = (moments: number[]) => moments.map((moment) => Math.round(moment * 100) / 100);

describe("likelyScenes", () => {
  test("looks into the scene that begins with a frame larger than its neighbours, surest first", () => {
    expect(rounded(likelyScenes(packets({ 60: 9_000, 130: 30_000 }), SECONDS))).toEqual([
      13.5, 6.5,
    ]);
  });

  test("takes a dissolve for one change, over with its last large frame", () => {
    const dissolve = { 100: 9_000, 101: 12_000, 102: 11_000, 103: 8_000 };
    expect(rounded(likelyScenes(packets(dissolve), SECONDS))).toEqual([10.8]);
  });

  test("stays inside a scene that is followed by another at once", () => {
    const [first] = likelyScenes(packets({ 60: 30_000, 66: 20_000 }), SECONDS);
    expect(first).toBeGreaterThan(6);
    expect(first).toBeLessThan(6.6);
  });

  test("finds nothing where all frames are alike, and in nothing", () => {
    expect(likelyScenes(packets(), SECONDS)).toEqual([]);
    expect(likelyScenes([], 0)).toEqual([]);
  });
});
