import { consumeLog, type LogPorts } from "../events/consume-log.ts";
import type { LogConsumer } from "../events/routing.ts";
import type { LogRegistry } from "./consumer.ts";

export type ReadLogOptions = {
  /** For each consumer. */
  budgetMs: number;
  /** Their cursors stay where they are, so that nothing is lost meanwhile. */
  switchedOff: readonly LogConsumer[];
};

/** Lets the consumers of the log read on, one after the other. Returns how many events they handled. */
export async function readLog(
  { registry, ports }: { registry: LogRegistry; ports: LogPorts },
  { budgetMs, switchedOff }: ReadLogOptions,
): Promise<number> {
  let handled = 0;
  for (const consumer of Object.values(registry)) {
    if (switchedOff.includes(consumer.name)) continue;
    handled += (await consumeLog(consumer, ports, { budgetMs })).handled;
  }
  return handled;
}
