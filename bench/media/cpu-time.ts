import { readdir, readFile } from "node:fs/promises";

/** The kernel counts in ticks of a hundredth of a second on every system that has /proc. */
const MS_PER_TICK = 10;

type ProcessTimes = { pid: number; parent: number; ownMs: number; endedChildrenMs: number };

/** CPU milliseconds so far of this process, of the children it has, and of those that have ended. */
export async function familyCpuMs(): Promise<number> {
  const all = await readTimes();
  const children = all.filter(({ parent }) => parent === process.pid);
  const self = all.find(({ pid }) => pid === process.pid);
  if (self === undefined) throw new Error("CPU times are read from /proc, which is not there.");
  const { user, system } = process.cpuUsage();
  const below = children.reduce(
    (sum, { ownMs, endedChildrenMs }) => sum + ownMs + endedChildrenMs,
    0,
  );
  return (user + system) / 1000 + self.endedChildrenMs + below;
}

/** The most memory that each child of this process has held so far, in MiB. */
export async function childrenPeakMiB(): Promise<number[]> {
  const children = (await readTimes()).filter(({ parent }) => parent === process.pid);
  return Promise.all(
    children.map(async ({ pid }) => {
      const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
      return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
    }),
  );
}

async function readTimes(): Promise<ProcessTimes[]> {
  const entries = await readdir("/proc").catch(() => []);
  const pids = entries.filter((name) => /^\d+$/.test(name)).map(Number);
  const read = await Promise.all(pids.map(readOne));
  return read.filter((times) => times !== undefined);
}

async function readOne(pid: number): Promise<ProcessTimes | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  // The program's name stands in brackets and may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const at = (index: number) => Number(fields[index] ?? 0);
  if (stat === "") return undefined;
  return {
    pid,
    parent: at(1),
    ownMs: (at(11) + at(12)) * MS_PER_TICK,
    endedChildrenMs: (at(13) + at(14)) * MS_PER_TICK,
  };
}
