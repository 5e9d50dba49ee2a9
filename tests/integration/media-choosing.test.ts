import { expect, test } from "vitest";
import { createProcessFrameSource } from "#lib/media/process-frame-source.ts";
import { evaluateFrames } from "../../eval/frames/evaluate-frames.ts";
import { describeVerdict, summarise } from "../../eval/frames/report.ts";

const CLIPS = 24;
const FIRST_SEED = 7_000;

test(
  "of clips with planted bad stretches no bad frame is chosen while there are five good ones",
  { timeout: 180_000 },
  async () => {
    const evaluation = await evaluateFrames({
      seeds: Array.from({ length: CLIPS }, (_, index) => FIRST_SEED + index),
      encoder: "webcodecs",
      form: "small",
      source: createProcessFrameSource({ decoder: "native", projectFolder: process.cwd() }),
    });
    const {
      chosen,
      planted_bad: bad,
      duplicates,
      best_first: first,
      failed,
    } = summarise(evaluation);
    const misses = evaluation.verdicts.filter((verdict) => verdict.bad.length > 0);
    expect(misses.map(describeVerdict)).toEqual([]);
    expect({ bad: bad.chosen, failed, chosen }).toEqual({ bad: 0, failed: [], chosen: CLIPS * 5 });
    expect(duplicates).toBeLessThanOrEqual(1);
    expect(first.right).toBeGreaterThanOrEqual(CLIPS * 0.7);
  },
);
