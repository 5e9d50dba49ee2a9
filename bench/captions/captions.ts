import { readFile } from "node:fs/promises";
import { readCaption } from "#lib/captions/read-caption.ts";
import { parseRecords } from "../../eval/captions/record.ts";
import type { Benchmark, Comparison } from "../benchmark.ts";
import { median } from "../statistics.ts";
import { adversarialCaptions } from "./adversarial.ts";

const CAPTIONS = 10_000;
const ROUNDS = 5;
const LEAST_PER_SECOND = 10_000;
const MOST_MS = 5;
const FILES = ["own", "unseen"] as const;

type Sample = { caption: string; country: string | null };

async function readSamples(): Promise<Sample[]> {
  const files = await Promise.all(
    FILES.map((name) =>
      readFile(new URL(`../../eval/captions/${name}.jsonl`, import.meta.url), "utf8"),
    ),
  );
  return files.flatMap((text) => {
    const parsed = parseRecords(text);
    if (parsed.kind === "invalid") throw new Error(`line ${parsed.line}: ${parsed.reason}`);
    return parsed.records.map(({ caption, seller_country }) => ({
      caption,
      country: seller_country,
    }));
  });
}

/** CPU milliseconds that the work took, of all threads of this process. */
function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function perSecond(samples: readonly Sample[]): number {
  const ms = cpuMs(() => {
    for (let index = 0; index < CAPTIONS; index += 1) {
      const sample = samples[index % samples.length];
      if (sample) readCaption(sample.caption, { country: sample.country });
    }
  });
  return CAPTIONS / (ms / 1000);
}

function slowest(repeats: number): { ms: number; caption: string } {
  const timed = adversarialCaptions.map((caption) => {
    readCaption(caption, { country: "UG" });
    const ms = cpuMs(() => {
      for (let index = 0; index < repeats; index += 1) readCaption(caption, { country: "UG" });
    });
    return { ms: ms / repeats, caption };
  });
  return timed.reduce((worst, each) => (each.ms > worst.ms ? each : worst));
}

/** How fast the rules read captions, on one core, warm; and the worst that a caption can cost. */
export const captions: Benchmark = {
  name: "captions",
  async run({ quick, say, stopped }) {
    const samples = await readSamples();
    say(`captions: reading ${CAPTIONS} captions, ${quick ? 1 : ROUNDS} rounds`);
    perSecond(samples);
    const rates: number[] = [];
    for (let round = 0; round < (quick ? 1 : ROUNDS); round += 1) {
      stopped.throwIfAborted();
      rates.push(perSecond(samples));
    }
    say(`captions: ${adversarialCaptions.length} texts made to be slow`);
    const rate = median(rates);
    const worst = slowest(quick ? 5 : 20);
    const comparisons: Comparison[] = [
      {
        what: "captions read",
        unit: "1/s of one core",
        ours: rate,
        peer: { name: "limit", value: LEAST_PER_SECOND },
        ratio: rate / LEAST_PER_SECOND,
        wanted: 1,
      },
      {
        what: `slowest text (${JSON.stringify(worst.caption.slice(0, 12))} repeated)`,
        unit: "ms",
        ours: worst.ms,
        peer: { name: "limit", value: MOST_MS },
        ratio: MOST_MS / worst.ms,
        wanted: 1,
      },
    ];
    return {
      name: "captions",
      title: "The caption reader's rules",
      comparisons,
      figures: [],
      notes: ["CPU time of all threads of the process; loading the tables is not in it."],
    };
  },
};
