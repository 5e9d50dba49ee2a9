import * as z from "zod";

const handledLine = z.object({
  event: z.literal("worker.handled"),
  time: z.iso.datetime(),
  consumer: z.string(),
  outcome: z.string(),
  correlation_id: z.string(),
  duration_ms: z.number(),
});

/**
 * Reads from the app's own log how long each video took from the delivery that decodes it to the
 * renewal of its page, in seconds.
 */
export function collectDeliveryTimes() {
  const deliveredAt = new Map<string, number>();
  const seconds = new Map<string, number>();
  return {
    read(line: string): void {
      if (!line.includes('"worker.handled"')) return;
      const parsed = handledLine.safeParse(JSON.parse(line));
      if (!parsed.success || parsed.data.outcome !== "done") return;
      const { consumer, correlation_id: id, duration_ms: durationMs, time } = parsed.data;
      const endedAt = Date.parse(time);
      const started = deliveredAt.get(id);
      if (consumer === "thumbnail-generator") deliveredAt.set(id, endedAt - durationMs);
      if (consumer === "shop-cache-invalidator" && started !== undefined && !seconds.has(id))
        seconds.set(id, (endedAt - started) / 1000);
    },
    values: (): number[] => [...seconds.values()],
  };
}
