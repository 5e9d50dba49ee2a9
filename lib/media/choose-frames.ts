import { thumbDistance } from "./features/thumb.ts";
import type { Candidate } from "./frame-source.ts";
import { judgeFrames, type JudgedFrame } from "./judge-frame.ts";

/** Frames of one scene lie below this even when the hand moves; other scenes lie well above. */
export const DIFFERENT_SCENE = 0.22;

/** Below this two frames look the same to a shopper. */
export const SAME_PICTURE = 0.04;

/** A scene that comes back is this near to its first showing, which then stands for both. */
const REPEATED = 0.14;
const MUCH_BETTER = 0.06;

export type Choice = {
  /** Best first, then whatever is most unlike those before it. */
  chosen: JudgedFrame[];
  /** How many of them are flawless and of different scenes. */
  scenes: number;
};

/** Picks up to `count` good frames that differ; flawed ones only when there is nothing else. */
export function chooseFrames(candidates: readonly Candidate[], count: number): Choice {
  const judged = judgeFrames(candidates);
  const good = judged.filter(({ flaws }) => flaws.length === 0);
  const chosen = pick([], { from: withoutRepeats(good), count, apart: DIFFERENT_SCENE });
  const scenes = chosen.length;
  pick(chosen, { from: good, count, apart: SAME_PICTURE });
  if (chosen.length === 0) chosen.push(...leastFlawed(judged));
  return { chosen, scenes };
}

/** What is shown again later stands once, where it was shown first. */
function withoutRepeats(frames: readonly JudgedFrame[]): JudgedFrame[] {
  const kept: JudgedFrame[] = [];
  for (const frame of frames.toSorted((a, b) => a.atSeconds - b.atSeconds)) {
    const shown = kept.some(
      (earlier) =>
        thumbDistance(earlier.features.thumb, frame.features.thumb) < REPEATED &&
        frame.score < earlier.score + MUCH_BETTER,
    );
    if (!shown) kept.push(frame);
  }
  return kept;
}

type Picking = { from: readonly JudgedFrame[]; count: number; apart: number };

/** Adds the best of what is at least so far apart from everything chosen, until there are enough. */
function pick(chosen: JudgedFrame[], { from, count, apart }: Picking): JudgedFrame[] {
  while (chosen.length < count) {
    const best = from
      .map((frame) => ({ frame, distance: distanceToNearest(frame, chosen) }))
      .filter(({ distance }) => distance >= apart)
      .toSorted((a, b) => worth(b) - worth(a))[0];
    if (best === undefined) break;
    chosen.push(best.frame);
  }
  return chosen;
}

function distanceToNearest(frame: JudgedFrame, chosen: readonly JudgedFrame[]): number {
  return Math.min(
    1,
    ...chosen.map((other) => thumbDistance(frame.features.thumb, other.features.thumb)),
  );
}

const worth = ({ frame, distance }: { frame: JudgedFrame; distance: number }) =>
  frame.score + 0.5 * distance;

function leastFlawed(judged: readonly JudgedFrame[]): JudgedFrame[] {
  return judged
    .toSorted((a, b) => a.flaws.length - b.flaws.length || b.score - a.score)
    .slice(0, 1);
}

/** Middles of the longest stretches of the video from which no frame was seen, longest first. */
export function unseenMoments(
  seen: readonly number[],
  { durationSeconds, count }: { durationSeconds: number; count: number },
): number[] {
  const edges = [...seen.toSorted((a, b) => a - b), durationSeconds];
  const gaps = edges
    .slice(1)
    .map((end, index) => ({ start: edges[index] ?? 0, length: end - (edges[index] ?? 0) }))
    .filter(({ length }) => length > durationSeconds / 40);
  while (gaps.length > 0 && gaps.length < count) {
    const longest = gaps.reduce((a, b) => (b.length > a.length ? b : a));
    if (longest.length < durationSeconds / 8) break;
    gaps.splice(gaps.indexOf(longest), 1, ...halves(longest));
  }
  return gaps
    .toSorted((a, b) => b.length - a.length)
    .slice(0, count)
    .map(({ start, length }) => start + length / 2);
}

const halves = ({ start, length }: { start: number; length: number }) => [
  { start, length: length / 2 },
  { start: start + length / 2, length: length / 2 },
];
