import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { randomUUID } from "node:crypto";
import { type Database, openDatabase } from "#db/client.ts";
import { systemClock } from "#lib/clock.ts";
import { describeError } from "#lib/errors.ts";
import { askForRead } from "#lib/ingestion/ask-for-read.ts";
import { openPrivacy, type Privacy } from "#lib/privacy/open-privacy.ts";
import { openShop } from "#lib/sellers/open-shop.ts";
import { vouchForShop } from "#lib/sellers/vouch-for-shop.ts";
import { formatLogLine } from "#local/format-log-line.ts";
import { type AppServer, buildApp, requireFreePort, startApp } from "./app-server.ts";
import { callCron, everySoOften } from "./demo/call-cron.ts";
import { collectDeliveryTimes } from "./demo/delivery-times.ts";
import { followVideos, type Following } from "./demo/follow-videos.ts";
import { type DemoOptions, readOptions } from "./demo/options.ts";
import { type Feed, readFeed } from "./demo/read-feed.ts";
import { formatTable, percentile } from "./demo/results-table.ts";
import type { VideoState } from "./demo/video-states.ts";
import { type LocalEnvironment, startLocalEnvironment } from "./local-environment.ts";
import { main } from "./main.ts";

const SWEEP_EVERY_MS = 5_000;
const INGEST_EVERY_MS = 60_000;
/** A read that could not be started waits longer in production than anyone watches a demo. */
const READ_AGAIN_EVERY_MS = 10_000;

const say = (line: string) => process.stdout.write(`${line}\n`);

await main(async () => {
  const options = readOptions(process.argv.slice(2));
  const feed = await readFeed(options.feedDir);
  await requireFreePort(options.appPort);
  const stop = stopSignal();
  const log = await openLogFile(options.dataDir);
  say(`Log: ${log.file}`);
  // First, so that the app is there when the queue takes up what an earlier run left behind.
  say("Building the app for production ...");
  await buildApp(log.app);
  say("Starting the stand-ins of the clouds ...");
  const local = await startLocalEnvironment({ ...options, log: log.standIn });
  let app: AppServer | undefined;
  let db: Database | undefined;
  let privacy: Privacy | undefined;
  try {
    const times = collectDeliveryTimes();
    const output = (line: string) => {
      log.app(line);
      times.read(line);
    };
    app = await startApp({ port: options.appPort, variables: local.variables, output });
    app.process.once("exit", () => stop.abort(new Error("The app ended; see the log.")));
    privacy = openPrivacy(local.env.privacy, () => undefined);
    db = openDatabase(local.env.database, () => undefined, privacy.personal);
    const deliveryTimes = times.values;
    return await show({ options, feed, local, app, db, deliveryTimes, stopped: stop.signal });
  } finally {
    app?.process.removeAllListeners("exit");
    await app?.stop();
    await db?.close();
    await privacy?.close();
    await local.program.close();
    log.close();
  }
});

type Demo = {
  options: DemoOptions;
  feed: Feed;
  local: LocalEnvironment;
  app: AppServer;
  db: Database;
  deliveryTimes: () => number[];
  stopped: AbortSignal;
};

async function show(demo: Demo): Promise<number> {
  const { feed, db, app, options } = demo;
  const seconds = new Map<string, number>();
  for (const seller of feed.sellers) {
    const { handle } = await openShop(seller, { db, clock: systemClock, newId: randomUUID });
    await db.transaction((tx) =>
      vouchForShop(tx, { handle, vouchedBy: "demo", clock: systemClock }),
    );
  }
  say(
    `${feed.sellers.length} shops, ${feed.rows.length} rows in the feed. Calling the clock's route ...`,
  );
  await readOnce(demo, seconds);
  say("Reading the profiles a second time: edits and vanished videos show now ...");
  for (const { handle } of feed.sellers) await askForRead(db, { handle, clock: systemClock });
  const last = await readOnce(demo, seconds);
  const broken = await unservedPages(app.origin, last.states);
  say(`\n${formatTable(last.results)}\n`);
  sayDeliveryTimes(demo.deliveryTimes());
  for (const { handle } of feed.sellers) say(`Shop: ${app.origin}/shop/${handle}`);
  say(`Operator: ${app.origin}/admin/dead-letters  token ${demo.local.env.operatorToken ?? ""}`);
  say(`API:  ${app.origin}/api/v1/shop/${feed.sellers[0]?.handle ?? ""}/products`);
  for (const standIn of demo.local.program.standIns)
    say(`${standIn.name.padEnd(10)} ${standIn.url}`);
  const unsettled = last.results.filter((result) => !result.settled);
  for (const { videoId, product } of unsettled) say(`Not settled: ${videoId} ${product}`);
  for (const page of broken) say(`Not served: ${page}`);
  if (options.once) return unsettled.length + broken.length === 0 ? 0 : 1;
  say("\nUp until Ctrl-C.");
  await keepTicking(demo);
  return 0;
}

/** One round of the platform's clock: the ingestion is started, then everything is followed to its end. */
async function readOnce(demo: Demo, seconds: Map<string, number>): Promise<Following> {
  const calledAt = new Date();
  const cron = cronOf(demo);
  await callCron(cron, "ingest").catch(sayFailure);
  const sweep = everySoOften(SWEEP_EVERY_MS, () => callCron(cron, "sweep"));
  let unread: string[] = [];
  const readAgain = everySoOften(READ_AGAIN_EVERY_MS, async () => {
    for (const handle of unread) await askForRead(demo.db, { handle, clock: systemClock });
    await callCron(cron, "ingest");
  });
  return followVideos(demo.db, {
    feed: demo.feed,
    calledAt,
    seconds,
    stopped: demo.stopped,
    tick: async (handles) => {
      unread = handles;
      await sweep(sayFailure);
      if (unread.length > 0) await readAgain(sayFailure);
    },
    onProduct: (state, taken) =>
      say(`  ${taken.toFixed(1).padStart(6)} s  ${state.handle}  ${state.productTitle ?? ""}`),
  });
}

function cronOf({ app, local }: Demo): { origin: string; cronSecret: string } {
  return { origin: app.origin, cronSecret: local.env.cronSecret };
}

function sayFailure(error: unknown): void {
  say(`  the clock's call failed: ${describeError(error)}`);
}

/** Pages of live products that do not answer, and of the shops. */
async function unservedPages(origin: string, states: VideoState[]): Promise<string[]> {
  const live = states.filter(({ visibility }) => visibility === "live");
  const paths = [
    ...new Set(live.map(({ handle }) => `/shop/${handle}`)),
    ...live.map(({ handle, videoId }) => `/shop/${handle}/${videoId}`),
  ];
  const unserved: string[] = [];
  for (const pagePath of paths) {
    const { status } = await fetch(origin + pagePath, { signal: AbortSignal.timeout(30_000) });
    if (status !== 200) unserved.push(`${pagePath} answered ${status}`);
  }
  return unserved;
}

function sayDeliveryTimes(values: number[]): void {
  const [p50, p95] = [percentile(values, 0.5), percentile(values, 0.95)];
  if (p50 === null || p95 === null) return;
  say(
    `From delivery to live page: p50 ${p50.toFixed(2)} s, p95 ${p95.toFixed(2)} s, of ${values.length} videos.`,
  );
}

/** Until the signal: the clock goes on as it does in production. */
async function keepTicking(demo: Demo): Promise<void> {
  const cron = cronOf(demo);
  const sweep = everySoOften(SWEEP_EVERY_MS, () => callCron(cron, "sweep"));
  const ingest = everySoOften(INGEST_EVERY_MS, () => callCron(cron, "ingest"));
  while (!demo.stopped.aborted) {
    await ingest(sayFailure);
    await sweep(sayFailure);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  if (demo.stopped.reason instanceof Error) throw demo.stopped.reason;
}

/** Ctrl-C and SIGTERM end the demo through its own clean-up; a second one is not needed. */
function stopSignal(): AbortController {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const)
    process.once(name, () => controller.abort(`stopped by ${name}`));
  return controller;
}

async function openLogFile(dataDir: string) {
  await mkdir(dataDir, { recursive: true });
  const file = path.join(dataDir, "demo.log");
  const stream = createWriteStream(file, { flags: "a" });
  return {
    file,
    standIn: (message: string, fields?: Record<string, unknown>) =>
      void stream.write(`${formatLogLine(new Date(), message, fields)}\n`),
    app: (line: string) => void stream.write(`${line}\n`),
    close: () => stream.end(),
  };
}
