import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { findEngine } from "#local/redis/find-engine.ts";
import { stopChild } from "../child-words.ts";
import { freePort } from "../free-port.ts";

const TOOLS = resolve(import.meta.dirname, "../../.local/tools");
const READY_TIMEOUT_MS = 20_000;

export type RedisServer = { port: number; process: ChildProcess; stop(): Promise<void> };

/** The engine of the Redis stand-in, over TCP and keeping nothing: as fast as it gets. */
export async function startRedisServer(): Promise<RedisServer> {
  const engine = await findEngine(TOOLS, () => undefined);
  const folder = await mkdtemp(join(tmpdir(), "bench-redis-"));
  const port = await freePort();
  const settings = ["--bind", "127.0.0.1", "--port", String(port), "--dir", folder];
  const child = spawn(
    engine.file,
    [...settings, "--save", "", "--appendonly", "no", "--loglevel", "warning"],
    { env: { ...process.env, ...engine.env }, stdio: "ignore" },
  );
  const stop = async () => {
    await stopChild(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilListens(port, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, process: child, stop };
}

async function untilListens(port: number, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    const listens = await new Promise<boolean>((resolvePromise) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("connect", () => resolvePromise(true));
      socket.once("error", () => resolvePromise(false));
      socket.once("close", () => socket.destroy());
      socket.once("connect", () => socket.end());
    });
    if (listens) return;
    await new Promise((resolvePromise) => setTimeout(resolvePromise, 50));
  }
  throw new Error("The Redis engine of the BullMQ flow did not start.");
}
