import { BAD, secondsOf } from "./clip-plan.ts";
import type { FramesEvaluation } from "./evaluate-frames.ts";
import type { ClipVerdict } from "./judge-clip.ts";

const WANTED = 5;

/** The figures of an evaluation, as machines read them. */
export function summarise({ clips, encoder, verdicts }: FramesEvaluation) {
  const all = verdicts.flatMap(({ chosen }) => chosen);
  const bad = verdicts.flatMap((verdict) => verdict.bad);
  const count = (fits: (verdict: ClipVerdict) => boolean) => verdicts.filter(fits).length;
  return {
    clips,
    encoder,
    chosen: all.length,
    planted_bad: {
      chosen: bad.length,
      of_clips: count((verdict) => verdict.bad.length > 0),
      by_kind: Object.fromEntries(
        BAD.map((kind) => [kind, bad.filter((frame) => frame.kind === kind).length]),
      ),
    },
    duplicates: verdicts.reduce((sum, { duplicates }) => sum + duplicates.length, 0),
    fewer_than_five: count(({ chosen }) => chosen.length < WANTED),
    best_first: { right: count(({ isBestFirst }) => isBestFirst), of: clips },
    frames_read: { median: middle(verdicts.map(({ framesRead }) => framesRead)) },
    ms_per_clip: { median: Math.round(middle(verdicts.map(({ milliseconds }) => milliseconds))) },
    failed: verdicts
      .filter(({ failure }) => failure !== null)
      .map(({ plan, failure }) => ({ seed: plan.seed, reason: failure })),
  };
}

export type FramesSummary = ReturnType<typeof summarise>;

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** The same as a page of text. */
export function writeReport(evaluation: FramesEvaluation): string {
  const summary = summarise(evaluation);
  const { planted_bad: bad, best_first: first } = summary;
  const kinds = Object.entries(bad.by_kind).map(([kind, count]) => `${kind} ${count}`);
  return [
    `clips: ${summary.clips}, encoded by ${summary.encoder}; frames chosen: ${summary.chosen}`,
    `  planted bad chosen     ${bad.chosen} in ${bad.of_clips} clips   (${kinds.join(", ")})`,
    `  duplicates chosen      ${summary.duplicates}`,
    `  clips with fewer than five ${summary.fewer_than_five}`,
    `  first not worse than the middle one ${first.right}/${first.of}`,
    `  frames read, median    ${summary.frames_read.median}`,
    `  ms per clip, median    ${summary.ms_per_clip.median}`,
    ...summary.failed.map(({ seed, reason }) => `  clip ${seed} gave nothing: ${reason}`),
    "",
  ].join("\n");
}

/** One clip's plan and choice in a line, for looking into it. */
export function describeVerdict({
  plan,
  chosen,
  bad,
  duplicates,
  framesRead,
}: ClipVerdict): string {
  const frames = chosen.map(({ atSeconds, kind }) => `${kind}@${atSeconds.toFixed(1)}`).join("  ");
  const marks = [
    ...bad.map(({ kind, stretch }) => `BAD ${kind} #${stretch}`),
    ...duplicates.map(({ stretch }) => `DUPLICATE #${stretch}`),
    ...(chosen.length < WANTED ? ["FEWER"] : []),
  ].join(" ");
  const form = `${plan.codec} ${plan.width}x${plan.height} ${secondsOf(plan).toFixed(1)} s keys ${plan.keyFrames}${plan.fades ? " fades" : ""}${plan.rotation ? ` turned ${plan.rotation}` : ""}`;
  const stretches = plan.stretches.map(({ kind, of }) => (kind === "repeated" ? `=${of}` : kind));
  return `${plan.seed}: ${form}; read ${framesRead}; ${frames} ${marks}\n    ${stretches.join(" | ")}`;
}
