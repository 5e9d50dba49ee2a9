import { spawn, type ChildProcess } from "node:child_process";
import { open, readFile, stat } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { join } from "node:path";
import type { PostgresBinaries } from "./postgres-binaries.ts";
import { runCommand, type RunUser } from "./run-command.ts";

const START_TIMEOUT_MS = 60_000;
const READY_POLL_MS = 15;
const LOG_CAP_BYTES = 5 * 1024 * 1024;

export type PostgresSettings = {
  data: string;
  binaries: PostgresBinaries;
  user: RunUser;
  port: number;
  durable: boolean;
  logFile: string;
};

/** `fast` ends sessions and writes everything out; `immediate` stops as a crash would. */
export type StopMode = "fast" | "immediate";

export type PostgresProcess = {
  pid: number;
  exited: Promise<void>;
  isRunning(): boolean;
  stop(mode: StopMode): Promise<void>;
};

/** Starts a server on the data folder and resolves when it takes connections. */
export async function spawnPostgres(settings: PostgresSettings): Promise<PostgresProcess> {
  const { data, binaries, user, logFile } = settings;
  const size = (await stat(logFile).catch(() => undefined))?.size ?? 0;
  const log = await open(logFile, size > LOG_CAP_BYTES ? "w" : "a", 0o600);
  const offset = size > LOG_CAP_BYTES ? 0 : size;
  const child = spawn(binaries.postgres, ["-D", data, ...toArguments(settings)], {
    cwd: "/",
    // Its own process group: Ctrl-C in the terminal must not stop it before the program does.
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
    ...user,
  });
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  child.unref();
  await log.close();
  const { pid } = child;
  if (pid === undefined) throw new Error(`Postgres could not be started: ${binaries.postgres}`);
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  const watchdog = startWatchdog(pid, user);
  void exited.then(() => watchdog?.kill("SIGKILL"));
  const server = { pid, exited, isRunning, stop };

  async function stop(mode: StopMode): Promise<void> {
    if (!isRunning()) return;
    child.ref();
    if (process.platform === "win32") {
      const args = ["stop", "-D", data, "-m", mode, "-W"];
      await runCommand(binaries.pgCtl, args, { user, timeoutMs: 20_000 });
    } else {
      child.kill(mode === "fast" ? "SIGINT" : "SIGQUIT");
    }
    await exited;
  }

  if (!(await becomesReady(data, server))) {
    await stop("immediate");
    throw new Error(`Postgres did not start: ${await readReason(logFile, offset)}`);
  }
  return server;
}

function toArguments({ port, durable }: PostgresSettings): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    max_connections: 200,
    shared_buffers: "128MB",
    wal_level: "minimal",
    max_wal_senders: 0,
    max_wal_size: "512MB",
    max_parallel_workers_per_gather: 0,
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    // Errors of statements are the client's to report, and their details can hold personal data.
    log_min_messages: "log",
    log_min_error_statement: "panic",
    log_checkpoints: "off",
    max_logical_replication_workers: 0,
    // Commits stay synchronous: they then survive an outage, if not a power cut.
    ...(durable ? {} : { fsync: "off", full_page_writes: "off" }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/**
 * A server must not outlive a program that was killed: a shell waits on a pipe that only we hold,
 * and shuts the server down when the pipe breaks.
 */
function startWatchdog(pid: number, user: RunUser): ChildProcess | null {
  if (process.platform === "win32") return null;
  const watchdog = spawn("/bin/sh", ["-c", 'cat >/dev/null; kill -INT "$0"', String(pid)], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
    ...user,
  });
  watchdog.on("error", () => undefined);
  watchdog.unref();
  // The pipe's handle would keep our own process alive.
  (watchdog.stdin as unknown as { unref?: () => void } | null)?.unref?.();
  return watchdog;
}

async function becomesReady(
  data: string,
  server: { pid: number; isRunning(): boolean },
): Promise<boolean> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline && server.isRunning()) {
    const lines = await readFile(join(data, "postmaster.pid"), "utf8").catch(() => "");
    const [pid, , , , , , , status] = lines.split("\n");
    if (Number(pid) === server.pid && status?.trim() === "ready") return true;
    await sleep(READY_POLL_MS);
  }
  return false;
}

async function readReason(logFile: string, offset: number): Promise<string> {
  const text = (await readFile(logFile)).subarray(offset).toString();
  const lines = text.split("\n").filter((line) => /FATAL|PANIC|error|cannot/i.test(line));
  return lines.at(0)?.replace(/^.*?(FATAL|PANIC):\s*/, "") ?? "see the end of its log";
}
