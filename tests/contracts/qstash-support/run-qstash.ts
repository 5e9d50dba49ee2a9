import { startQstash } from "#local/qstash/start-qstash.ts";

/** A stand-in as a process of its own, to be killed: prints its environment as one line of JSON. */
const [dataDir = "", concurrency = "20"] = process.argv.slice(2);
const qstash = await startQstash({
  port: 0,
  dataDir,
  log: () => undefined,
  retryScale: 1000,
  deliveryConcurrency: Number(concurrency),
});
process.stdout.write(`${JSON.stringify(qstash.env)}\n`);
