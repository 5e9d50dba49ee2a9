import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import * as z from "zod";
import { formatLogLine } from "./format-log-line.ts";
import {
  PORT_OFFSETS,
  SERVICES,
  startLocal,
  type LocalOptions,
  type LocalProgram,
} from "./program.ts";
import { StartFailure } from "./start-failure.ts";
import type { LocalLog } from "./stand-in.ts";

const DEFAULT_BASE_PORT = 4600;
const STOP_TIMEOUT_MS = 4_500;
const LINGER_MS = 300;
const LAST_OFFSET = Math.max(...Object.values(PORT_OFFSETS));

const USAGE = "usage: node local/main.ts [--data DIR] [--feed DIR] [--port BASE] [--only NAME]…";

const argumentsSchema = z.object({
  data: z.string().min(1),
  feed: z.string().min(1),
  port: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535 - LAST_OFFSET),
  only: z.array(z.enum(SERVICES)).optional(),
});

const log: LocalLog = (message, fields) => {
  process.stdout.write(`${formatLogLine(new Date(), message, fields)}\n`);
};

process.exitCode = await main();
// Whatever a service still holds open must not keep a stopped program alive.
setTimeout(() => process.exit(), LINGER_MS).unref();

async function main(): Promise<number> {
  const options = readArguments();
  if (options === null) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const stopAsked = waitForStop();
  let program: LocalProgram;
  try {
    program = await startLocal(options);
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
  printReady(program, options);
  const { reason, code } = await stopAsked;
  log("stopping", { reason });
  return await stop(program, code);
}

function readArguments(): LocalOptions | null {
  const root = resolve(import.meta.dirname, "..");
  try {
    const { values } = parseArgs({
      options: {
        data: { type: "string", default: join(root, ".local", "data") },
        feed: { type: "string", default: join(root, "local", "feed") },
        port: { type: "string", default: String(DEFAULT_BASE_PORT) },
        only: { type: "string", multiple: true },
      },
    });
    const { data, feed, port, only } = argumentsSchema.parse(values);
    return {
      dataDir: resolve(data),
      feedDir: resolve(feed),
      basePort: port,
      log,
      ...(only === undefined ? {} : { only }),
    };
  } catch {
    return null;
  }
}

function printReady(program: LocalProgram, { basePort }: LocalOptions): void {
  for (const [name, value] of Object.entries(program.env)) {
    process.stdout.write(`${name}=${value}\n`);
  }
  const names = program.standIns.map((standIn) => standIn.name).join(", ");
  const range = basePort === 0 ? "free ports" : `${basePort}-${basePort + LAST_OFFSET}`;
  process.stdout.write(`stand-ins ready on 127.0.0.1:${range} (${names})\n`);
}

/** The first signal asks for a clean stop, a second one ends the program at once. */
function waitForStop(): Promise<{ reason: string; code: number }> {
  return new Promise((resolvePromise) => {
    let asked = false;
    const ask = (reason: string, code: number): void => {
      if (asked && code === 0) process.exit(130);
      asked = true;
      resolvePromise({ reason, code });
    };
    process.on("SIGINT", () => ask("SIGINT", 0));
    process.on("SIGTERM", () => ask("SIGTERM", 0));
    process.on("uncaughtException", (error) => {
      log("broke", { error: error.stack ?? error.message });
      ask("an error that nothing caught", 1);
    });
  });
}

async function stop(program: LocalProgram, code: number): Promise<number> {
  const late = setTimeout(() => {
    log("gave up waiting for a clean stop");
    process.exit(1);
  }, STOP_TIMEOUT_MS);
  try {
    await program.close();
    return code;
  } catch (error) {
    log("stop failed", { error: String(error) });
    return 1;
  } finally {
    clearTimeout(late);
  }
}
