import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { PostgresBinaries } from "./postgres-binaries.ts";
import { runCommand, type RunUser } from "./run-command.ts";

const STOP_SECONDS = 20;

/**
 * Clears what an earlier server left in this data folder: one that outlived its starter is shut
 * down, and the pid file of a dead one is removed even if its number now belongs to another process.
 */
export async function stopOrphan(
  data: string,
  { binaries, user }: { binaries: PostgresBinaries; user: RunUser },
): Promise<"none" | "stale" | "stopped"> {
  const pidFile = join(data, "postmaster.pid");
  const content = await readFile(pidFile, "utf8").catch(() => undefined);
  if (content === undefined) return "none";
  if (!(await isServerOf(data, Number(content.split("\n")[0])))) {
    await rm(pidFile, { force: true });
    return "stale";
  }
  for (const mode of ["fast", "immediate"]) {
    const stop = ["stop", "-D", data, "-m", mode, "-w", "-t", String(STOP_SECONDS)];
    const timeoutMs = (STOP_SECONDS + 5) * 1000;
    const { code } = await runCommand(binaries.pgCtl, stop, { user, timeoutMs });
    if (code === 0 || !(await readFile(pidFile).catch(() => undefined))) return "stopped";
  }
  throw new Error(`A Postgres is still running in ${data} and does not stop: end it by hand.`);
}

async function isServerOf(data: string, pid: number): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: alive under another account.
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  if (process.platform === "win32") return true;
  const command =
    process.platform === "linux"
      ? await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")
      : (await runCommand("/bin/ps", ["-p", String(pid), "-o", "command="], NO_USER)).output;
  return command.includes(data);
}

const NO_USER = { user: null, timeoutMs: 5_000 };
