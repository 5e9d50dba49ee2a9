import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FrameSource } from "#lib/media/frame-source.ts";
import { readFrames } from "#lib/media/read-frames.ts";
import { type ClipForm, planClip } from "./clip-plan.ts";
import { encodeClip, type EncoderName } from "./encode-clip.ts";
import { judgeClip, type ClipVerdict } from "./judge-clip.ts";

export type FramesEvaluation = {
  clips: number;
  encoder: EncoderName;
  verdicts: ClipVerdict[];
};

/** Makes clips whose bad stretches are known, and lets the picture maker choose from each. */
export async function evaluateFrames(options: {
  seeds: readonly number[];
  encoder: EncoderName;
  source: FrameSource;
  form?: ClipForm;
  /** Clips stay here where it is given. */
  keepIn?: string;
  onClip?: (verdict: ClipVerdict) => void;
}): Promise<FramesEvaluation> {
  const { seeds, encoder, source } = options;
  const folder = options.keepIn ?? (await mkdtemp(join(tmpdir(), "eval-frames-")));
  const verdicts: ClipVerdict[] = [];
  try {
    for (const seed of seeds) {
      const plan = planClip(seed, options.form);
      const file = join(folder, `${seed}.mp4`);
      const scratchFolder = await mkdtemp(join(folder, "scratch-"));
      await encodeClip(plan, { file, encoder });
      const startedAt = performance.now();
      const outcome = await readFrames(file, { sources: [source], scratchFolder });
      const verdict = judgeClip(plan, { outcome, milliseconds: performance.now() - startedAt });
      await rm(scratchFolder, { recursive: true, force: true });
      if (options.keepIn === undefined) await rm(file, { force: true });
      verdicts.push(verdict);
      options.onClip?.(verdict);
    }
  } finally {
    if (options.keepIn === undefined) await rm(folder, { recursive: true, force: true });
  }
  return { clips: seeds.length, encoder, verdicts };
}
