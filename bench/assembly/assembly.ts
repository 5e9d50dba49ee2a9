import { openDatabase } from "#db/client.ts";
import { memoryPersonalData } from "#lib/privacy/memory-personal-data.ts";
import type { Benchmark, BenchmarkOptions, Comparison } from "../benchmark.ts";
import { startBenchDatabase } from "../stand-in-database.ts";
import { median } from "../statistics.ts";
import { benchVideo, countProducts, emptyResults, insertVideos } from "./bench-videos.ts";
import { deliverParts } from "./deliver-parts.ts";
import { measureOwn, practiceVideos } from "./measure-own.ts";
import { findPgbench, openPgbench, type Pgbench } from "./pgbench.ts";
import { type PgbenchScript, type Sample, toPgbenchScript } from "./pgbench-script.ts";
import { startWireRecorder } from "./wire-recorder.ts";

const DELIVERIES_PER_VIDEO = 3;
const WANTED_RATIO = 0.4;

type Case = { clients: number; processes: number; videos: number; rounds: number };

const FULL: readonly Case[] = [
  { clients: 1, processes: 1, videos: 300, rounds: 5 },
  { clients: 4, processes: 1, videos: 800, rounds: 5 },
  { clients: 16, processes: 1, videos: 960, rounds: 5 },
  { clients: 16, processes: 2, videos: 960, rounds: 5 },
];
const QUICK: readonly Case[] = FULL.map((each) => ({ ...each, videos: 64, rounds: 1 }));

/** The door's transaction through our own code, against pgbench with the very same statements. */
export const assembly: Benchmark = {
  name: "assembly",
  async run(options) {
    const cases = options.quick ? QUICK : FULL;
    const program = await findPgbench(options.say);
    const database = await startBenchDatabase();
    let pgbench: Pgbench | undefined;
    try {
      const { url } = database;
      await insertVideos(
        url,
        Math.max(...cases.map((each) => each.videos + practiceVideos(each.processes))),
      );
      const { script, statements } = await recordScript(url);
      pgbench = await openPgbench(program, { url, script });
      const comparisons: Comparison[] = [];
      for (const each of cases) comparisons.push(await compare(each, { url, pgbench, ...options }));
      return {
        name: "assembly",
        title: "deliveries per second, each one whole transaction of the worker door",
        comparisons,
        figures: [],
        notes: notesOn(statements),
      };
    } finally {
      await pgbench?.close();
      await database.close();
    }
  },
};

function notesOn(statements: number): string[] {
  return [
    "a video is three deliveries: caption, tags, thumbnail; the last one also makes the product, its pictures and two events",
    `pgbench sends what our code was seen to send for one video (${statements} statements), prepared, one by one, and reads no row`,
    "every round starts on empty tables, ours after 250 videos for practice; ours and pgbench take turns; medians of the rounds",
    "with one process one core is the limit of our side, so 16 clients are shown in two processes as well",
  ];
}

/** Watches our code store two videos; the first one after the statements have been prepared. */
async function recordScript(url: string): Promise<{ script: PgbenchScript; statements: number }> {
  const recorder = await startWireRecorder(url);
  const config = { driver: "pg", url: recorder.url, maxConnections: 1 } as const;
  const db = openDatabase(config, () => undefined, memoryPersonalData());
  const record = async (index: number): Promise<Sample> => {
    const video = benchVideo(index);
    recorder.take();
    await deliverParts(db, video);
    return { video, statements: recorder.take() };
  };
  try {
    await record(0);
    const [sample, other] = [await record(1), await record(2)];
    return { script: toPgbenchScript(sample, other), statements: sample.statements.length };
  } finally {
    await db.close();
    recorder.close();
  }
}

type Setting = { url: string; pgbench: Pgbench } & Pick<BenchmarkOptions, "say" | "stopped">;

async function compare(each: Case, setting: Setting): Promise<Comparison> {
  const { clients, processes, videos, rounds } = each;
  const what = `${clients} client${clients === 1 ? "" : "s"}, ${processes} process${processes === 1 ? "" : "es"}`;
  const ours: number[] = [];
  const limits: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    setting.say(`assembly: ${what}, round ${round} of ${rounds}`);
    setting.stopped.throwIfAborted();
    await emptyResults(setting.url);
    ours.push(await measureOwn({ url: setting.url, clients, processes, videos }));
    await requireProducts(setting.url, videos);
    setting.stopped.throwIfAborted();
    await emptyResults(setting.url);
    limits.push(
      await setting.pgbench.measure({ clients, videosPerClient: Math.floor(videos / clients) }),
    );
    await requireProducts(setting.url, videos);
  }
  const [own, limit] = [median(ours), median(limits)];
  return {
    what,
    unit: "deliveries/s",
    ours: own * DELIVERIES_PER_VIDEO,
    peer: { name: "pgbench -M prepared", value: limit * DELIVERIES_PER_VIDEO },
    ratio: own / limit,
    wanted: WANTED_RATIO,
  };
}

/** A side that had stored less than it was given would be fast for nothing. */
async function requireProducts(url: string, videos: number): Promise<void> {
  const count = await countProducts(url);
  if (count < videos) throw new Error(`${count} products came of ${videos} videos`);
}
