import { fork } from "node:child_process";
import { join } from "node:path";
import { hears, stopChild } from "../child-words.ts";
import type { OwnLoad } from "./own-process.ts";

const PROGRAM = join(import.meta.dirname, "own-process.ts");
/** A server has long been compiled by what it did before; so is this before it counts. */
const PRACTICE_VIDEOS = 250;
const STEP_TIMEOUT_MS = 120_000;

export type Load = { url: string; clients: number; processes: number; videos: number };

/** Videos per second of our own code, in processes of their own that share the clients. */
export async function measureOwn({ url, clients, processes, videos }: Load): Promise<number> {
  const perProcess = Math.floor(videos / processes);
  const children = Array.from({ length: processes }, () => fork(PROGRAM, { stdio: "inherit" }));
  try {
    await Promise.all(children.map((child) => hears(child, "up", STEP_TIMEOUT_MS)));
    const ready = children.map((child) => hears(child, "ready", STEP_TIMEOUT_MS));
    children.forEach((child, index) => {
      const measured = { from: index * perProcess, to: (index + 1) * perProcess };
      const practiceFrom = videos + index * PRACTICE_VIDEOS;
      const practice = { from: practiceFrom, to: practiceFrom + PRACTICE_VIDEOS };
      const load: OwnLoad = { url, clients: clients / processes, practice, measured };
      child.send(load);
    });
    await Promise.all(ready);
    const done = children.map((child) => hears(child, "done", STEP_TIMEOUT_MS));
    const startedAt = performance.now();
    for (const child of children) child.send("go");
    await Promise.all(done);
    return (perProcess * processes * 1000) / (performance.now() - startedAt);
  } finally {
    await Promise.all(children.map(stopChild));
  }
}

/** Videos beyond those that are measured, which practice uses up. */
export function practiceVideos(processes: number): number {
  return processes * PRACTICE_VIDEOS;
}
