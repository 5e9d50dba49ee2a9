import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { FrameSource } from "#lib/media/frame-source.ts";
import type { Benchmark, BenchmarkOptions, Comparison, Figure } from "../benchmark.ts";
import { median } from "../statistics.ts";
import { type BenchClip, LENGTHS, makeClips } from "./clips.ts";
import { familyCpuMs } from "./cpu-time.ts";
import { ffmpegVersion, makeByFfmpeg } from "./ffmpeg-peer.ts";
import { makeOwn, openDecoder } from "./make-own.ts";
import type { ColdRun } from "./own-process.ts";

const run = promisify(execFile);

const ROUNDS = 5;
const MOST_RATIO = 1.3;
const MOST_MIB = 512;

/** A clip of the sample feed, for machines on which nothing can make others. */
const FEED_CLIPS: readonly BenchClip[] = [
  { name: "adaeze.gadgets/uk-used-phone.mp4", codec: "h264", seconds: 30 } as const,
  { name: "nalu-fashion/kitenge-dress.mp4", codec: "hevc", seconds: 15 } as const,
].map(({ name, codec, seconds }) => ({
  file: join(process.cwd(), "local/feed", name),
  codec,
  seconds,
  keySeconds: [],
}));

/** All pictures of a video, against ffmpeg and sharp making the same ones out of the same key frames. */
export const media: Benchmark = {
  name: "media",
  async run(options) {
    const version = await ffmpegVersion();
    const lengths = options.quick ? [15] : LENGTHS;
    const clips = version === undefined ? FEED_CLIPS : await makeClips(lengths, options.say);
    const decoder = openDecoder();
    const comparisons: Comparison[] = [];
    const figures: Figure[] = [];
    for (const clip of clips) {
      const rounds = options.quick ? 1 : ROUNDS;
      const { ours, peer } = await measure(clip, {
        rounds,
        decoder,
        hasPeer: version !== undefined,
        ...options,
      });
      if (peer === null) figures.push({ what: `${nameOf(clip)}, CPU`, value: ours, unit: "ms" });
      else
        comparisons.push({
          what: nameOf(clip),
          unit: "CPU ms",
          ours,
          peer: { name: "ffmpeg -skip_frame nokey + sharp", value: peer },
          ratio: ours / peer,
          wanted: MOST_RATIO,
          isCost: true,
        });
      const cold = await measureCold(clip);
      comparisons.push(memoryOf(clip, cold));
      figures.push(...figuresOf(clip, { cold, ours }));
    }
    return {
      name: "media",
      title: "five pictures in three widths, link preview and colours of a 1080x1920 video",
      comparisons,
      figures,
      notes: notesOn(version),
    };
  },
};

const nameOf = ({ codec, seconds }: BenchClip) => `${seconds} s ${codec}`;

type Setting = { rounds: number; decoder: FrameSource; hasPeer: boolean } & Pick<
  BenchmarkOptions,
  "say" | "stopped"
>;

/** Medians of CPU time; ours and the peer take turns, after one of each for practice. */
async function measure(
  clip: BenchClip,
  { rounds, decoder, hasPeer, say, stopped }: Setting,
): Promise<{ ours: number; peer: number | null }> {
  const practice = await makeOwn(clip.file, decoder);
  const keyFrames = practice.pictures.map(({ atSeconds }) => nearestKey(clip, atSeconds ?? 0));
  if (hasPeer) await makeByFfmpeg(clip, { keyFrames });
  const ours: number[] = [];
  const peers: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    say(`media: ${nameOf(clip)}, round ${round} of ${rounds}`);
    stopped.throwIfAborted();
    ours.push(await cpuMsOf(() => makeOwn(clip.file, decoder)));
    if (hasPeer) peers.push(await cpuMsOf(() => makeByFfmpeg(clip, { keyFrames })));
  }
  return { ours: median(ours), peer: peers.length === 0 ? null : median(peers) };
}

const nearestKey = ({ keySeconds }: BenchClip, moment: number) =>
  keySeconds.findLastIndex((seconds) => seconds <= moment + 0.001);

async function cpuMsOf(work: () => Promise<unknown>): Promise<number> {
  const before = await familyCpuMs();
  await work();
  return (await familyCpuMs()) - before;
}

async function measureCold({ file }: BenchClip): Promise<ColdRun> {
  const program = join(import.meta.dirname, "own-process.ts");
  const { stdout } = await run(process.execPath, [program, file]);
  // Our own program's own words.
  return JSON.parse(stdout) as ColdRun;
}

function memoryOf(clip: BenchClip, { callerPeakMiB, decoderPeakMiB }: ColdRun): Comparison {
  const ours = callerPeakMiB + decoderPeakMiB;
  return {
    what: `${nameOf(clip)}, peak memory of both processes`,
    unit: "MiB",
    ours,
    peer: { name: "limit", value: MOST_MIB },
    ratio: ours / MOST_MIB,
    wanted: 1,
    isCost: true,
  };
}

function figuresOf(clip: BenchClip, { cold, ours }: { cold: ColdRun; ours: number }): Figure[] {
  return [
    { what: `${nameOf(clip)}, first of a fresh process`, value: cold.cpuMs, unit: "CPU ms" },
    { what: `${nameOf(clip)}, of it for the start`, value: cold.cpuMs - ours, unit: "CPU ms" },
    { what: `${nameOf(clip)}, peak of the decoder`, value: cold.decoderPeakMiB, unit: "MiB" },
  ];
}

function notesOn(version: string | undefined): string[] {
  return [
    version === undefined
      ? "peer missing: there is no ffmpeg on the PATH, so clips of the sample feed are measured alone"
      : `peer: ffmpeg ${version} decodes key frames only and writes the five of our choice as cut RGB, sharp encodes them by our own code`,
    "CPU time of all processes and threads, user and system, medians of the rounds; ours and the peer take turns",
    "ours decodes in a process that is kept between videos; the figures tell what a start of both processes costs on top",
    "the decoding of exact moments between key frames is not part of it: every scene of these clips begins with one",
  ];
}
