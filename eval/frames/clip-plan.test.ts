import { describe, expect, test } from "vitest";
import { isGood, planClip } from "./clip-plan.ts";
import { judgeClip } from "./judge-clip.ts";
import { stretchTimes } from "./film-clip.ts";

const SEEDS = Array.from({ length: 300 }, (_, index) => index);

describe("planClip", () => {
  test("plans the same clip for the same number", () => {
    expect(planClip(7)).toEqual(planClip(7));
    expect(planClip(7)).not.toEqual(planClip(8));
  });

  test("plans five or more good stretches that show different things, and some bad ones", () => {
    for (const { stretches } of SEEDS.map((seed) => planClip(seed))) {
      const good = stretches.filter(({ kind }) => isGood(kind));
      expect(new Set(good.map(({ look }) => look)).size).toBeGreaterThanOrEqual(5);
      expect(stretches.length).toBeGreaterThanOrEqual(good.length + 2);
    }
  });

  test("repeats only what was shown before, with something else in between", () => {
    for (const { stretches } of SEEDS.map((seed) => planClip(seed)))
      for (const [place, { kind, look }] of stretches.entries()) {
        if (kind !== "repeated") continue;
        const first = stretches.findIndex((other) => other.look === look);
        expect(stretches[first]).toSatisfy((shown: { kind: string }) => isGood(shown.kind));
        expect(first).toBeLessThan(place - 1);
      }
  });
});

describe("judgeClip", () => {
  const plan = { ...planClip(3), fades: false };
  const times = stretchTimes(plan);
  const middles = times.map(({ start, end }) => (start + end) / 2);
  const picture = { width: 4, height: 5, rgb: Buffer.alloc(60) };

  const judge = (moments: readonly number[]) =>
    judgeClip(plan, {
      outcome: {
        kind: "frames",
        frames: moments.map((atSeconds) => ({ atSeconds, picture })),
        durationSeconds: 10,
        framesAnalyzed: moments.length,
        pages: [],
        good: true,
      },
      milliseconds: 1,
    });

  test("tells a frame of every bad stretch from those of the good ones", () => {
    const bad = times.filter(({ stretch }) => !isGood(stretch.kind));
    expect(judge(middles).bad.map(({ kind }) => kind)).toEqual(
      bad.map(({ stretch }) => stretch.kind),
    );
    expect(
      judge(middles.filter((_, index) => isGood(times[index]?.stretch.kind ?? ""))).bad,
    ).toEqual([]);
  });

  test("counts a second frame of one stretch as a duplicate", () => {
    const [first = 0] = middles;
    expect(judge([first, first + 0.1]).duplicates).toHaveLength(1);
  });

  test("says why a clip gave nothing", () => {
    const outcome = { kind: "unreadable", reason: "no-frames" } as const;
    expect(judgeClip(plan, { outcome, milliseconds: 1 })).toMatchObject({
      failure: "no-frames",
      chosen: [],
    });
  });
});
