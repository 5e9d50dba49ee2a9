import { describe, expect, test } from "vitest";
import { chooseFrames, unseenMoments } from "./choose-frames.ts";
import { featuresOf } from "./frame-features.ts";
import { judgeFrames } from "./judge-frame.ts";
import type { Candidate } from "./frame-source.ts";
import type { Preview } from "./preview.ts";

const WIDTH = 120;
const HEIGHT = 200;

/** A preview painted by a function from position to luma, blue and red chroma. */
function painted(paint: (x: number, y: number) => readonly [number, number, number]): Preview {
  const size = WIDTH * HEIGHT;
  const preview = {
    width: WIDTH,
    height: HEIGHT,
    luma: new Uint8Array(size),
    cb: new Uint8Array(size),
    cr: new Uint8Array(size),
  };
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1) {
      const [luma, cb, cr] = paint(x, y);
      const at = y * WIDTH + x;
      preview.luma[at] = luma;
      preview.cb[at] = cb;
      preview.cr[at] = cr;
    }
  return preview;
}

/** A thing with a pattern, of its own colour and place, before a shaded ground. */
const scene = (seed: number, softness = 0) =>
  painted((x, y) => {
    const centre = { x: 30 + ((seed * 37) % 60), y: 60 + ((seed * 53) % 80) };
    const distance = Math.hypot(x - centre.x, (y - centre.y) * 0.7);
    const inside =
      softness === 0 ? Number(distance < 48) : 1 / (1 + Math.exp((distance - 48) / softness));
    const pattern = softness === 0 && (x + y) % 18 < 7 ? 40 : 0;
    const ground = 120 + y / 4 + ((seed * 29) % 50);
    return [
      ground * (1 - inside) + (60 + pattern + ((seed * 41) % 60)) * inside,
      128 + (((seed * 67) % 120) - 60) * inside,
      128 + (((seed * 97) % 130) - 65) * inside,
    ];
  });

const black = painted(() => [3, 128, 128]);

/** Lines of strokes on a plain ground. */
const titleCard = painted((x, y) => {
  const inLine = [60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74].includes(y % 100);
  return inLine && x > 20 && x < 100 && x % 7 < 3 ? [240, 128, 128] : [60, 110, 160];
});

const mixed = (one: Uint8Array, other: Uint8Array, at: number) =>
  Math.round(((one[at] ?? 0) + (other[at] ?? 0)) / 2);

const candidate = (preview: Preview, atSeconds: number): Candidate => ({
  id: atSeconds,
  atSeconds,
  features: featuresOf(preview),
});

const momentsOf = (candidates: Candidate[], count = 5) =>
  chooseFrames(candidates, count).chosen.map(({ atSeconds }) => atSeconds);

describe("chooseFrames", () => {
  test("takes none that is black, blurred or a title card while five good ones exist", () => {
    const good = [1, 2, 3, 4, 5].map((seed) => candidate(scene(seed), seed));
    const flawed = [
      candidate(black, 6),
      candidate(scene(8, 14), 7),
      candidate(titleCard, 8),
      candidate(black, 9),
    ];
    const moments = momentsOf([...flawed, ...good]);
    expect(moments.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
  });

  test("names what is wrong with a frame, and nothing where nothing is", () => {
    const candidates = [scene(1), scene(2), scene(3), black, scene(8, 14), titleCard].map(
      candidate,
    );
    expect(judgeFrames(candidates).map(({ flaws }) => flaws)).toEqual([
      [],
      [],
      [],
      ["black"],
      ["blurred"],
      ["title-card"],
    ]);
  });

  test("takes a scene that comes back where it is shown first, though a little worse there", () => {
    const first = candidate(scene(1), 0);
    const again = { ...first, id: 9, atSeconds: 9 };
    again.features = {
      ...first.features,
      textShare: 0,
      prominence: first.features.prominence + 0.03,
    };
    expect(momentsOf([again, candidate(scene(2), 4), first])).toEqual(
      expect.arrayContaining([0, 4]),
    );
  });

  test("takes no frame in which one scene shows through another", () => {
    const [one, other] = [scene(1), scene(2)];
    const mixture = painted((x, y) => {
      const at = y * WIDTH + x;
      return [
        mixed(one.luma, other.luma, at),
        mixed(one.cb, other.cb, at),
        mixed(one.cr, other.cr, at),
      ];
    });
    const candidates = [candidate(scene(1), 0), candidate(mixture, 1), candidate(scene(2), 2)];
    expect(judgeFrames(candidates)[1]?.flaws).toEqual(["dissolve"]);
    expect(momentsOf(candidates).toSorted((a, b) => a - b)).toEqual([0, 2]);
  });

  test("takes a scene that comes back once, where it is shown first", () => {
    const candidates = [1, 2, 3, 1, 2, 4, 5, 3].map((seed, index) => candidate(scene(seed), index));
    expect(momentsOf(candidates).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 5, 6]);
  });

  test("gives fewer rather than the same picture again", () => {
    expect(momentsOf([candidate(scene(1), 0), candidate(scene(1), 1)])).toEqual([0]);
  });

  test("gives one picture where all are flawed, the least flawed", () => {
    expect(momentsOf([candidate(black, 0), candidate(scene(3, 14), 1)])).toEqual([1]);
    expect(momentsOf([candidate(black, 0)])).toEqual([0]);
    expect(momentsOf([])).toEqual([]);
  });

  test("says how many scenes it found", () => {
    const { scenes } = chooseFrames(
      [1, 2, 3, 1].map((seed, at) => candidate(scene(seed), at)),
      5,
    );
    expect(scenes).toBe(3);
  });
});

describe("unseenMoments", () => {
  const options = { durationSeconds: 10, count: 3 };

  test("looks into the middle of the longest gaps first", () => {
    expect(unseenMoments([0, 1, 7], options)).toEqual([4, 8.5, 0.5]);
  });

  test("divides one long gap until there are enough moments", () => {
    expect(unseenMoments([0], { durationSeconds: 8, count: 4 }).toSorted((a, b) => a - b)).toEqual([
      1, 3, 5, 7,
    ]);
  });

  test("has nothing to look for where no gap is left", () => {
    const everywhere = Array.from({ length: 101 }, (_, index) => index / 10);
    expect(unseenMoments(everywhere, options)).toEqual([]);
  });
});
