import { cpus, loadavg, totalmem } from "node:os";

export type Machine = {
  cores: number;
  model: string;
  memoryGiB: number;
  node: string;
  /** Processes that wanted a core in the minute before the start: numbers of a busy machine mean little. */
  loadBefore: number;
};

export function describeMachine(): Machine {
  const all = cpus();
  return {
    cores: all.length,
    model: all[0]?.model.trim() ?? "unknown",
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    loadBefore: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}
