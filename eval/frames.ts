import { join } from "node:path";
import { parseArgs } from "node:util";
import type { FrameSource } from "#lib/media/frame-source.ts";
import { createProcessFrameSource } from "#lib/media/process-frame-source.ts";
import { main } from "#scripts/main.ts";
import { writeContactSheet } from "./frames/contact-sheet.ts";
import { hasFfmpeg } from "./frames/encode-by-ffmpeg.ts";
import { evaluateFrames } from "./frames/evaluate-frames.ts";
import { describeVerdict, summarise, writeReport } from "./frames/report.ts";

const USAGE =
  "npm run eval:frames -- [--clips 200] [--seed 1] [--encoder ffmpeg|webcodecs] [--misses] [--json] [--keep DIR]\n   or: npm run eval:frames -- --sheet FILE [--feed DIR]";

await main(async () => {
  const options = readOptions(process.argv.slice(2));
  const source = createProcessFrameSource({ decoder: "native", projectFolder: process.cwd() });
  if (options.sheet === undefined) return evaluate(options, source);
  const feed = options.feed ?? join(process.cwd(), "local/feed");
  const rows = await writeContactSheet(feed, { file: options.sheet, source });
  process.stdout.write(`${rows.join("\n")}\n`);
});

async function evaluate(options: Options, source: FrameSource): Promise<void> {
  const evaluation = await evaluateFrames({
    seeds: Array.from({ length: options.clips }, (_, index) => options.seed + index),
    encoder: options.encoder,
    source,
    ...(options.keep === undefined ? {} : { keepIn: options.keep }),
    onClip(verdict) {
      const { bad, chosen, duplicates } = verdict;
      const isMiss = bad.length > 0 || duplicates.length > 0 || chosen.length < 5;
      if (options.misses && isMiss) process.stderr.write(`${describeVerdict(verdict)}\n`);
    },
  });
  process.stdout.write(
    options.json ? `${JSON.stringify(summarise(evaluation))}\n` : writeReport(evaluation),
  );
}

type Options = ReturnType<typeof readOptions>;

function readOptions(argv: string[]) {
  const values = parse(argv);
  const whole = (text: string, name: string) => {
    if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} wants a whole number: ${USAGE}`);
    return Number(text);
  };
  const { encoder } = values;
  if (encoder !== undefined && encoder !== "ffmpeg" && encoder !== "webcodecs")
    throw new Error(`--encoder is ffmpeg or webcodecs: ${USAGE}`);
  return {
    ...values,
    clips: whole(values.clips, "clips"),
    seed: whole(values.seed, "seed"),
    encoder: encoder ?? (hasFfmpeg() ? "ffmpeg" : "webcodecs"),
  } as const;
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: {
        clips: { type: "string", default: "200" },
        seed: { type: "string", default: "1" },
        encoder: { type: "string" },
        misses: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        keep: { type: "string" },
        sheet: { type: "string" },
        feed: { type: "string" },
      },
    }).values;
  } catch (cause) {
    throw new Error(USAGE, { cause });
  }
}
