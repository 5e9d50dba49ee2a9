import { eq } from "drizzle-orm";
import { events } from "#db/schema/index.ts";
import { callCron } from "#scripts/demo/call-cron.ts";
import type { Benchmark, BenchmarkOptions, Figure, Report } from "../benchmark.ts";
import { median, quantile } from "../statistics.ts";
import { roundHandles, VIDEOS_PER_SELLER } from "./bench-feed.ts";
import { measureFloor } from "./measure-floor.ts";
import { peakMemory } from "./memory.ts";
import { readRound, type Round, untilProducts, untilQuiet, VIDEO_CONSUMERS } from "./progress.ts";
import { openScene, type Scene } from "./scene.ts";
import { leaveUnread, openSellers } from "./sellers.ts";
import { watchShops } from "./visible.ts";

type Size = { sellers: number; rounds: number };
type Measuring = BenchmarkOptions & { size: Size };

const WANTED_RATIO = 0.3;
/** After these the app's process is compiled and its pages of memory are there. */
const PRACTICE_ROUNDS = 2;
/** As many requests as the stand-in has under way at once. */
const FLOOR_CONCURRENCY = 20;

const FULL: Size = { sellers: 10, rounds: 3 };
const QUICK: Size = { sellers: 1, rounds: 1 };

/** Rounds are told apart by their number: practice after those that count, then the one that the API shows. */
const practiceHandles = (turn: number, { sellers, rounds }: Size) =>
  roundHandles(rounds + 1 + turn, sellers);
const visibleHandles = ({ sellers, rounds }: Size) =>
  roundHandles(rounds + 1 + PRACTICE_ROUNDS, sellers);
const flowHandles = (round: number, sellers: number) => roundHandles(50 + round, sellers);

const feedHandles = ({ sellers, rounds }: Size) =>
  Array.from({ length: rounds + 2 + PRACTICE_ROUNDS }, (_, round) =>
    roundHandles(round, sellers),
  ).flat();

/** Posted videos through queue, doors, assembly and product, against the floor of the framework. */
export const pipeline: Benchmark = {
  name: "pipeline",
  async run(options) {
    const size = options.quick ? QUICK : FULL;
    // Undone in reverse order, however the run ends.
    const undo: (() => Promise<void>)[] = [];
    try {
      const scene = await openScene({ handles: feedHandles(size), undo, ...options });
      return await measure(scene, { ...options, size });
    } finally {
      for (const step of undo.toReversed()) await step();
    }
  },
};

async function measure(scene: Scene, { size, say, stopped }: Measuring): Promise<Report> {
  const { sellers, rounds } = size;
  const videos = sellers * VIDEOS_PER_SELLER;
  const floors: number[] = [];
  const ours: Round[] = [];
  const flows: number[] = [];
  say("pipeline: practice");
  for (let turn = 0; turn < PRACTICE_ROUNDS; turn += 1)
    await throughApp(scene, { handles: practiceHandles(turn, size), stopped });
  await throughBullmq(scene, { handles: flowHandles(0, sellers), stopped });
  await floorRate(scene, videos);
  for (let round = 1; round <= rounds; round += 1) {
    say(`pipeline: round ${round} of ${rounds}`);
    floors.push(await floorRate(scene, videos));
    ours.push(await throughApp(scene, { handles: roundHandles(round, sellers), stopped }));
    flows.push(await throughBullmq(scene, { handles: flowHandles(round, sellers), stopped }));
  }
  say("pipeline: from the call of the clock to the API");
  const visible = await untilVisible(scene, { handles: visibleHandles(size), stopped });
  return toReport({
    videos,
    floorRequests: median(floors),
    ours: median(ours.map(({ seconds }) => videos / seconds)),
    whole: median(ours.map(({ wholeSeconds }) => videos / wholeSeconds)),
    bullmq: median(flows.map((seconds) => videos / seconds)),
    deliveries: median(ours.map(({ deliveries }) => deliveries / videos)),
    visible,
    memory: await peakMemory(scene.labels),
  });
}

type Turn = { handles: readonly string[]; stopped: AbortSignal };

/** One call of the clock, up to the last of all deliveries that follow from it. */
async function throughApp(scene: Scene, { handles, stopped }: Turn): Promise<Round> {
  const { db, app, cronSecret } = scene;
  const { sellerIds, videos } = await openSellers(db, handles);
  await callCron({ origin: app.origin, cronSecret }, "ingest");
  await untilProducts(db, { sellerIds, videos: videos.length, stopped });
  await untilQuiet(db, stopped);
  return readRound(db, sellerIds);
}

async function throughBullmq(scene: Scene, { handles, stopped }: Turn): Promise<number> {
  const { db, bullmq } = scene;
  const opened = await openSellers(db, handles);
  await leaveUnread(db, opened.sellerIds);
  return bullmq.run({ ...opened, stopped });
}

/** Requests per second that the floor answers, three for each video, with bodies of real deliveries. */
async function floorRate({ db, floor, signingKey }: Scene, videos: number): Promise<number> {
  const posted = await db.orm
    .select({ metadata: events.metadata, payload: events.payload })
    .from(events)
    .where(eq(events.eventType, "video.posted"))
    .limit(videos);
  const bodies = VIDEO_CONSUMERS.flatMap(() => posted.map((event) => JSON.stringify(event)));
  return measureFloor({ url: floor.url, signingKey, bodies, concurrency: FLOOR_CONCURRENCY });
}

async function untilVisible(scene: Scene, { handles, stopped }: Turn): Promise<number[]> {
  const { db, app, cronSecret } = scene;
  await openSellers(db, handles);
  const since = performance.now();
  const watching = watchShops(app.origin, {
    handles,
    videosEach: VIDEOS_PER_SELLER,
    since,
    stopped,
  });
  const [seconds] = await Promise.all([
    watching,
    callCron({ origin: app.origin, cronSecret }, "ingest"),
  ]);
  await untilQuiet(db, stopped);
  return seconds;
}

type Measured = {
  videos: number;
  /** Requests per second. */
  floorRequests: number;
  /** Videos per second: up to the results and products, and up to the last delivery that followed. */
  ours: number;
  whole: number;
  bullmq: number;
  /** Of all kinds, per video. */
  deliveries: number;
  visible: number[];
  memory: Figure[];
};

function toReport(measured: Measured): Report {
  const { videos, floorRequests, ours, whole, bullmq, deliveries, visible, memory } = measured;
  const common = { what: `${videos} videos to their products`, unit: "videos/s", ours };
  const floor = floorRequests / VIDEO_CONSUMERS.length;
  const wholeFloor = floorRequests / deliveries;
  return {
    name: "pipeline",
    title: "posted videos through queue, worker doors, assembly and product, without decoding",
    comparisons: [
      {
        ...common,
        peer: { name: "floor: 3 verified, empty POSTs", value: floor },
        ratio: ours / floor,
        wanted: WANTED_RATIO,
      },
      {
        what: "and all that follows from them",
        unit: "videos/s",
        ours: whole,
        peer: { name: `floor: ${deliveries.toFixed(1)} such POSTs`, value: wholeFloor },
        ratio: whole / wholeFloor,
        wanted: null,
      },
      {
        ...common,
        peer: { name: "BullMQ: flow of 3 jobs, same writes", value: bullmq },
        ratio: ours / bullmq,
        wanted: null,
      },
    ],
    figures: [
      { what: "deliveries per video, all kinds", value: deliveries, unit: "" },
      { what: "cron call to visible by the API, p50", value: quantile(visible, 0.5), unit: "s" },
      { what: "cron call to visible by the API, p95", value: quantile(visible, 0.95), unit: "s" },
      ...memory,
    ],
    notes: [
      "the built app behind next start, the QStash stand-in with its signatures, real caption parser and tagger; floor, app and BullMQ take turns; medians of the rounds",
      "pictures are in the assembly before a video is posted, so the thumbnail generator is delivered to, looks and leaves; left out are decoding, encoding, upload, and one upsert and one event per video",
      "the clock of a round runs from the first video.posted to the last of three results per video and all products; what follows from products (search, page cache, push, late tags) queues up behind and is in the second line",
      "the queue has 20 deliveries under way at once and holds no event type back (QSTASH_PARALLELISM), as the floor's client has",
      "BullMQ runs the same consumers in one process with ten jobs at a time per queue, Redis keeps nothing, and nothing follows from its products",
      "the time to the API is that of a burst of all videos in one call; it holds the scraper stand-in's run, and the asking itself loads the app",
    ],
  };
}
