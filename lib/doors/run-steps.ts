import { describeError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { TaskReport } from "./cron-door.ts";

/** Named parts of a task of the clock, in order; each reports how much it did. */
export type Steps = Readonly<Record<string, () => Promise<number>>>;

/**
 * Runs every step whatever became of the ones before it, so that one that fails each time cannot
 * keep the others from ever running. Throws at the end when any failed.
 */
export async function runSteps(
  steps: Steps,
  { task, log }: { task: string; log: Log },
): Promise<TaskReport> {
  const report: Record<string, number> = {};
  const failed: string[] = [];
  for (const [name, step] of Object.entries(steps)) {
    try {
      report[name] = await step();
    } catch (error) {
      failed.push(name);
      log.error("cron.step_failed", { task, step: name, error: describeError(error) });
    }
  }
  if (failed.length > 0) throw new Error(`${failed.join(", ")} of ${task} failed`);
  return report;
}
