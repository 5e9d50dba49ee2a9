import { DIFFERENT_SCENE, thumbDistance } from "./features/thumb.ts";
import type { Candidate } from "./frame-source.ts";
import { judgeFrames, type JudgedFrame } from "./judge-frame.ts";

/** Below this two frames look the same to a shopper. */
export const SAME_PICTURE = 0.09;

export type Choice = {
  /** Best first, then whatever is most unlike those before it. */
  chosen: JudgedFrame[];
  /** How many of them are flawless and of different scenes. */
  scenes: number;
  /** How many frames are flawless, alike or not. */
  good: number;
  /** Whether the earliest frame of all shows nothing worth taking. */
  isFirstFlawed: boolean;
};

/** Picks up to `count` good frames that differ; flawed ones only when there is nothing else. */
export function chooseFrames(candidates: readonly Candidate[], count: number): Choice {
  const judged = judgeFrames(candidates);
  const good = judged.filter(({ flaws }) => flaws.length === 0);
  const shots = shotsOf(judged);
  const bests = shots.map(({ best }) => best);
  const chosen = pick([], { from: bests, count, apart: DIFFERENT_SCENE });
  const scenes = chosen.length;
  pick(chosen, { from: shots.flatMap(({ frames }) => frames), count, apart: SAME_PICTURE });
  if (chosen.length === 0) chosen.push(...leastFlawed(judged));
  const first = judged.toSorted((a, b) => a.atSeconds - b.atSeconds)[0];
  return { chosen, scenes, good: good.length, isFirstFlawed: (first?.flaws.length ?? 0) > 0 };
}

/** The first frame of a stretch stands for it unless a later one is better by this. */
const CLEARLY_BETTER = 0.06;

type Shot = { best: JudgedFrame; frames: JudgedFrame[] };

/** The flawless frames of each stretch; what is shown again later stands only where it was shown first. */
function shotsOf(judged: readonly JudgedFrame[]): Shot[] {
  const shots: Shot[] = [];
  let current: Shot | undefined;
  for (const frame of judged.toSorted((a, b) => a.atSeconds - b.atSeconds)) {
    const isFlawed = frame.flaws.length > 0;
    if (!isFlawed && current !== undefined && isSameScene(frame, current.best)) {
      current.frames.push(frame);
      if (frame.score > current.best.score + CLEARLY_BETTER) current.best = frame;
      continue;
    }
    current = undefined;
    if (isFlawed || shots.some(({ frames }) => frames.some((shown) => isSameScene(frame, shown))))
      continue;
    current = { best: frame, frames: [frame] };
    shots.push(current);
  }
  return shots;
}

const isSameScene = (a: JudgedFrame, b: JudgedFrame) =>
  thumbDistance(a.features.thumb, b.features.thumb) < DIFFERENT_SCENE;

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
