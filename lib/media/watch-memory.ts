import { readFile } from "node:fs/promises";

const EVERY_MS = 50;
const PAGE_BYTES = 4096;

/**
 * Calls back once when a process holds more memory than it may; gives the way to end the watch.
 * Where the system does not tell by /proc nothing is watched.
 */
export function watchMemory(
  pid: number,
  { maxMiB, onExceeded }: { maxMiB: number; onExceeded: () => void },
): () => void {
  const look = async () => {
    const held = await heldBytes(pid);
    if (held !== undefined && held <= maxMiB * 1024 * 1024) return;
    clearInterval(timer);
    if (held !== undefined) onExceeded();
  };
  const timer = setInterval(() => void look(), EVERY_MS).unref();
  return () => clearInterval(timer);
}

async function heldBytes(pid: number): Promise<number | undefined> {
  const line = await readFile(`/proc/${pid}/statm`, "utf8").catch(() => undefined);
  return line === undefined ? undefined : Number(line.split(" ")[1] ?? 0) * PAGE_BYTES;
}
