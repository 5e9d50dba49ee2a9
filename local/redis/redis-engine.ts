import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { LocalLog } from "../stand-in.ts";
import type { Engine } from "./find-engine.ts";
import { RespConnection } from "./resp-connection.ts";

const READY_MS = 20_000;
const STOP_MS = 3000;
const PREVIOUS_END_MS = 5000;
const POLL_MS = 20;
const OUTPUT_CHARS = 4000;

/**
 * Ends the engine when its standard input ends, thus also when our process is killed, and then
 * removes the folder of its socket.
 */
const GUARD = `
exec 3<&0
folder=$1
shift
"$@" </dev/null &
engine=$!
(cat <&3 >/dev/null; kill "$engine" 2>/dev/null) &
wait "$engine"
rm -f "$folder/engine.sock"
rmdir "$folder"
`;

export type RedisEngine = {
  connect(): Promise<RespConnection>;
  close(): Promise<void>;
};

/** Runs the engine on a socket of its own, its data kept in the folder command by command. */
export async function startRedisEngine(
  engine: Engine,
  { dataDir, log }: { dataDir: string; log: LocalLog },
): Promise<RedisEngine> {
  await mkdir(dataDir, { recursive: true });
  const pidFile = join(dataDir, "engine.pid");
  await untilPreviousEnded(pidFile);
  // Not in the data folder: the system allows a socket's path only about a hundred characters.
  const socketDir = await mkdtemp(join(tmpdir(), "redis-"));
  const socketPath = join(socketDir, "engine.sock");
  const settings = [
    ["--port", "0"],
    ["--unixsocket", socketPath],
    ["--unixsocketperm", "700"],
    ["--dir", dataDir],
    ["--pidfile", pidFile],
    ["--daemonize", "no"],
    ["--databases", "1"],
    ["--appendonly", "yes"],
    ["--appendfsync", "everysec"],
    ["--save", ""],
    ["--loglevel", "warning"],
  ].flat();
  const child = spawn("sh", ["-c", GUARD, "engine-guard", socketDir, engine.file, ...settings], {
    env: { ...process.env, ...engine.env },
    stdio: ["pipe", "pipe", "pipe"],
    // Out of our terminal's reach: a Ctrl-C is for us, and we end the engine in our own order.
    detached: true,
  });
  let output = "";
  let isEnding = false;
  const collect = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-OUTPUT_CHARS);
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  child.stdin.on("error", () => undefined);
  const ended = once(child, "exit");
  child.once("exit", () => {
    if (!isEnding) log("engine ended by itself", { output: output.trim() });
  });
  const close = async () => {
    isEnding = true;
    child.stdin.end();
    const stopped = await Promise.race([ended, sleep(STOP_MS, "late", { ref: false })]);
    if (stopped === "late" && child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    await rm(socketDir, { recursive: true, force: true });
  };
  try {
    await untilReady(socketPath, () => child.exitCode !== null);
  } catch (error) {
    await close();
    const said = output.trim().split("\n").at(-1) ?? "";
    throw new Error(`The Redis engine does not start: ${said || String(error)}`, { cause: error });
  }
  return { connect: () => RespConnection.open(socketPath), close };
}

async function untilReady(socketPath: string, hasEnded: () => boolean): Promise<void> {
  const until = Date.now() + READY_MS;
  while (Date.now() < until) {
    if (hasEnded()) throw new Error("it ended");
    const connection = await RespConnection.open(socketPath).catch(() => undefined);
    if (connection) {
      const reply = await connection.call(["PING"]).catch(() => undefined);
      connection.close();
      if (reply?.kind === "status") return;
    }
    await sleep(POLL_MS);
  }
  throw new Error(`it was not ready after ${READY_MS} ms`);
}

/** Two engines on one folder would spoil each other's log. */
async function untilPreviousEnded(pidFile: string): Promise<void> {
  const text = await readFile(pidFile, "utf8").catch(() => "");
  const pid = Number(text.trim());
  if (!Number.isInteger(pid) || pid <= 0) return;
  const until = Date.now() + PREVIOUS_END_MS;
  while (await isEngine(pid)) {
    if (Date.now() > until) {
      throw new Error(
        `Another Redis engine (process ${pid}) uses this data folder: stop it first.`,
      );
    }
    await sleep(POLL_MS);
  }
}

async function isEngine(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // Without /proc nothing tells whether the number was given to another program since.
  const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "redis-server");
  return /redis|valkey/.test(line);
}
