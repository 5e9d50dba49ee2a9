import { readdir, readFile } from "node:fs/promises";
import type { Figure } from "../benchmark.ts";

/** Shells and pipes between the others are not worth a line. */
const LEAST_MIB = 4;

type Process = { pid: number; parent: number; name: string; peakMiB: number };

/**
 * The most memory that each process below this one held since it started, as the kernel kept it.
 * Where several bear one label the largest is told. Empty where there is no /proc.
 */
export async function peakMemory(labels: ReadonlyMap<number, string>): Promise<Figure[]> {
  const all = await readProcesses();
  const byPid = new Map(all.map((each) => [each.pid, each]));
  const groups = new Map<string, number[]>();
  for (const each of all) {
    const owner = findLabelled(each, { labels, byPid });
    if (owner === undefined || each.peakMiB < LEAST_MIB) continue;
    const isOwner = owner === each.pid;
    const label = `${labels.get(owner)}${isOwner ? "" : `: ${each.name}`}`;
    groups.set(label, [...(groups.get(label) ?? []), each.peakMiB]);
  }
  return [...groups].map(([label, peaks]) => ({
    what: `peak memory, ${label}${peaks.length > 1 ? ` (largest of ${peaks.length})` : ""}`,
    value: Math.max(...peaks),
    unit: "MiB",
  }));
}

type Search = { labels: ReadonlyMap<number, string>; byPid: ReadonlyMap<number, Process> };

/** The nearest labelled process at or above this one. */
function findLabelled(start: Process, { labels, byPid }: Search): number | undefined {
  for (let each: Process | undefined = start; each; each = byPid.get(each.parent))
    if (labels.has(each.pid)) return each.pid;
  return undefined;
}

async function readProcesses(): Promise<Process[]> {
  const entries = await readdir("/proc").catch(() => []);
  const pids = entries.filter((name) => /^\d+$/.test(name)).map(Number);
  const read = await Promise.all(pids.map(readProcess));
  return read.filter((each) => each !== undefined);
}

async function readProcess(pid: number): Promise<Process | undefined> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const field = (name: string) => new RegExp(`^${name}:\\s*(.+)$`, "m").exec(status)?.[1];
  const [name, parent, peak] = [field("Name"), field("PPid"), field("VmHWM")];
  if (name === undefined || parent === undefined || peak === undefined) return undefined;
  return { pid, parent: Number(parent), name, peakMiB: Number.parseInt(peak, 10) / 1024 };
}
