import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import * as z from "zod";
import { hears, nextMessage, stopChild } from "../child-words.ts";
import type { StandInOptions } from "./stand-ins.ts";

const PROGRAM = join(import.meta.dirname, "stand-ins.ts");
const UP_TIMEOUT_MS = 30_000;
const START_TIMEOUT_MS = 180_000;

const served = z.object({ variables: z.record(z.string(), z.string()) });

export type StandIns = {
  process: ChildProcess;
  variables: Record<string, string>;
  stop(): Promise<void>;
};

/** All stand-ins in one process of their own, so that their work and memory are told apart from the rest. */
export async function startStandIns(options: StandInOptions): Promise<StandIns> {
  const child = fork(PROGRAM, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  try {
    await hears(child, "up", UP_TIMEOUT_MS);
    const answer = nextMessage(child, {
      parse: (message) => served.safeParse(message).data,
      timeoutMs: START_TIMEOUT_MS,
    });
    child.send(options);
    return { process: child, ...(await answer), stop: () => stopChild(child) };
  } catch (error) {
    await stopChild(child);
    throw error;
  }
}
