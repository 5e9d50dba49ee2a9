import { parseArgs } from "node:util";
import { main } from "#scripts/main.ts";
import { assembly } from "./assembly/assembly.ts";
import type { Benchmark, Report } from "./benchmark.ts";
import { captions } from "./captions/captions.ts";
import { events } from "./events/events.ts";
import { formatMachine, formatReport } from "./format-report.ts";
import { describeMachine } from "./machine.ts";
import { media } from "./media/media.ts";
import { pipeline } from "./pipeline/pipeline.ts";

const BENCHMARKS: readonly Benchmark[] = [assembly, captions, events, media, pipeline];
const NAMES = BENCHMARKS.map(({ name }) => name);
const USAGE = `usage: npm run bench -- [NAME ...] [--json] [--quick]   NAME: ${NAMES.join(", ")}`;

type Options = { chosen: readonly Benchmark[]; json: boolean; quick: boolean };

await main(async () => {
  const { chosen, json, quick } = readOptions(process.argv.slice(2));
  const stopped = stopSignal();
  const machine = describeMachine();
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  if (!json) process.stdout.write(`${formatMachine(machine)}\n`);
  const reports: Report[] = [];
  for (const benchmark of chosen) {
    const report = await benchmark.run({ quick, say, stopped });
    reports.push(report);
    if (!json) process.stdout.write(`\n${formatReport(report)}\n`);
  }
  if (json) process.stdout.write(`${JSON.stringify({ machine, quick, reports }, null, 2)}\n`);
});

function readOptions(argv: string[]): Options {
  const { values, positionals } = parse(argv);
  const unknown = positionals.find((name) => !NAMES.includes(name));
  if (unknown !== undefined) throw new Error(`There is no benchmark ${unknown}; ${USAGE}`);
  const chosen = BENCHMARKS.filter(
    ({ name }) => positionals.length === 0 || positionals.includes(name),
  );
  return { chosen, ...values };
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        quick: { type: "boolean", default: false },
      },
    });
  } catch (cause) {
    throw new Error(USAGE, { cause });
  }
}

function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const)
    process.once(name, () => controller.abort(new Error(`Stopped by ${name}.`)));
  return controller.signal;
}
