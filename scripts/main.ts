import { requireNode } from "./require-node.ts";

/** Runs a script's work: a failure is one sentence on standard error and exit code 1. */
export async function main(work: () => Promise<number | void>): Promise<void> {
  try {
    requireNode();
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
