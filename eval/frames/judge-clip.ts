import type { FramesOutcome } from "#lib/media/read-frames.ts";
import { type ClipPlan, GOOD, isGood, type StretchKind } from "./clip-plan.ts";
import { fadeSeconds, stretchTimes } from "./film-clip.ts";

/** A dissolve counts as what it is half way to. */
const HALF_DISSOLVED = 0.5;

export type ChosenFrame = { atSeconds: number; kind: StretchKind; look: number; stretch: number };

/** What a clip's chosen frames were in truth, best first. */
export type ClipVerdict = {
  plan: ClipPlan;
  chosen: ChosenFrame[];
  bad: ChosenFrame[];
  /** Frames of a stretch that an earlier one is of already. */
  duplicates: ChosenFrame[];
  /** Whether the first is in truth no worse than the one in the middle of all chosen. */
  isBestFirst: boolean;
  framesRead: number;
  milliseconds: number;
  /** Why there are no frames, where there are none. */
  failure: string | null;
};

export function judgeClip(
  plan: ClipPlan,
  { outcome, milliseconds }: { outcome: FramesOutcome; milliseconds: number },
): ClipVerdict {
  const frames = outcome.kind === "frames" ? outcome.frames : [];
  const chosen = frames.map(({ atSeconds }) => truthAt(plan, atSeconds));
  const worth = chosen.map(({ kind }) => (isGood(kind) ? GOOD[kind] : 0));
  const middle = worth.toSorted((a, b) => a - b)[Math.floor((worth.length - 1) / 2)] ?? 0;
  return {
    plan,
    chosen,
    bad: chosen.filter(({ kind }) => !isGood(kind)),
    duplicates: chosen.filter(({ look }, index) =>
      chosen.slice(0, index).some((earlier) => earlier.look === look),
    ),
    isBestFirst: (worth[0] ?? 0) >= middle,
    framesRead: outcome.kind === "frames" ? outcome.framesAnalyzed : 0,
    milliseconds,
    failure: outcome.kind === "frames" ? null : outcome.reason,
  };
}

function truthAt(plan: ClipPlan, atSeconds: number): ChosenFrame {
  const times = stretchTimes(plan);
  const dissolve = fadeSeconds(plan) * HALF_DISSOLVED;
  const found = times.findLastIndex(({ start }, index) =>
    index === 0 ? true : atSeconds >= start - dissolve - 1e-3,
  );
  const stretch = times[found]?.stretch;
  if (stretch === undefined) throw new Error("a clip without stretches");
  const isOpening = fadeSeconds(plan) > 0 && atSeconds < dissolve;
  return {
    atSeconds,
    stretch: found,
    look: stretch.look,
    kind: isOpening ? "black" : stretch.kind,
  };
}
