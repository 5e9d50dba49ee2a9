import path from "node:path";
import { parseArgs } from "node:util";
import * as z from "zod";

const ROOT = path.resolve(import.meta.dirname, "../..");
/** The last port of the stand-ins is this many above the first. */
const PORTS_OF_STAND_INS = 8;

const optionsSchema = z.object({
  feed: z.string().min(1),
  port: z.coerce.number().int().min(1).max(65_535),
  "stand-in-port": z.coerce
    .number()
    .int()
    .min(1)
    .max(65_535 - PORTS_OF_STAND_INS),
  data: z.string().min(1),
  once: z.boolean(),
});

export type DemoOptions = {
  feedDir: string;
  dataDir: string;
  appPort: number;
  basePort: number;
  once: boolean;
};

const USAGE =
  "usage: npm run demo -- [--feed DIR] [--port N] [--stand-in-port N] [--data DIR] [--once]";

export function readOptions(argv: string[]): DemoOptions {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        feed: { type: "string", default: path.join(ROOT, "local/feed") },
        port: { type: "string", default: "3000" },
        "stand-in-port": { type: "string", default: "4100" },
        data: { type: "string", default: path.join(ROOT, ".local/demo") },
        once: { type: "boolean", default: false },
      },
    });
    const options = optionsSchema.parse(values);
    return {
      feedDir: path.resolve(options.feed),
      dataDir: path.resolve(options.data),
      appPort: options.port,
      basePort: options["stand-in-port"],
      once: options.once,
    };
  } catch (cause) {
    throw new Error(USAGE, { cause });
  }
}
