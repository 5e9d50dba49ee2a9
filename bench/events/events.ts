import type { Benchmark } from "../benchmark.ts";
import { startBenchDatabase } from "../stand-in-database.ts";
import { measureAppend } from "./append.ts";
import { measureReplay } from "./replay.ts";

/** Both ends of the log: what it costs to write an event, and what to read all of them again. */
export const events: Benchmark = {
  name: "events",
  async run(options) {
    const database = await startBenchDatabase();
    try {
      const { url } = database;
      const append = await measureAppend({ url, options });
      const replay = await measureReplay({ url, options });
      return {
        name: "events",
        title: "events per second into the log, and out of it into a consumer",
        comparisons: [...append.comparisons, ...replay.comparisons],
        figures: [...append.figures, ...replay.figures],
        notes: [...append.notes, ...replay.notes],
      };
    } finally {
      await database.close();
    }
  },
};
