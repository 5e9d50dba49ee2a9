import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { stopChild } from "../child-words.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const FOLDER = path.join(ROOT, "bench/floor");
const NEXT = path.join(ROOT, "node_modules/next/dist/bin/next");
const END_WITH_PARENT = path.join(ROOT, "scripts/end-with-parent.ts");
const READY_TIMEOUT_MS = 60_000;
const LOOK_EVERY_MS = 100;

export type FloorApp = { url: string; process: ChildProcess; stop(): Promise<void> };

type Keys = { QSTASH_CURRENT_SIGNING_KEY: string; QSTASH_NEXT_SIGNING_KEY: string };

/** Makes the production build of the app that has nothing but one route. */
export async function buildFloorApp(): Promise<void> {
  const child = spawn(process.execPath, [NEXT, "build"], {
    cwd: FOLDER,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`The build of the floor failed: ${output.slice(-1_000)}`);
}

/** Serves the floor as `next start` serves the app. */
export async function startFloorApp(port: number, keys: Keys): Promise<FloorApp> {
  const origin = `http://127.0.0.1:${port}`;
  const listen = ["start", "--hostname", "127.0.0.1", "--port", String(port)];
  const child = spawn(process.execPath, ["--import", END_WITH_PARENT, NEXT, ...listen], {
    cwd: FOLDER,
    env: {
      ...process.env,
      ...keys,
      FLOOR_ORIGIN: origin,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
    },
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  try {
    await untilAnswers(`${origin}/api/floor`, child);
  } catch (error) {
    await stopChild(child);
    throw error;
  }
  return { url: `${origin}/api/floor`, process: child, stop: () => stopChild(child) };
}

async function untilAnswers(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    // The route takes POST alone, so any answer means that it is there.
    const answered = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error("The app of the floor did not start.");
}
