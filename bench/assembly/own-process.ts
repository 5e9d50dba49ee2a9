import * as z from "zod";
import { openDatabase } from "#db/client.ts";
import { memoryPersonalData } from "#lib/privacy/memory-personal-data.ts";
import { benchVideo } from "./bench-videos.ts";
import { deliverParts } from "./deliver-parts.ts";

/** What the process that measures sends to the one that works. */
export const ownLoad = z.object({
  url: z.string(),
  clients: z.int().positive(),
  /** Videos to deliver for practice, then those that count; by index. */
  practice: z.object({ from: z.int(), to: z.int() }),
  measured: z.object({ from: z.int(), to: z.int() }),
});
export type OwnLoad = z.infer<typeof ownLoad>;

type Range = OwnLoad["practice"];

process.once("message", (message) => void work(ownLoad.parse(message)));
process.once("disconnect", () => process.exit(0));
process.send?.("up");

async function work({ url, clients, practice, measured }: OwnLoad): Promise<void> {
  const config = { driver: "pg", url, maxConnections: clients } as const;
  const db = openDatabase(config, () => undefined, memoryPersonalData());
  const deliver = async (range: Range) => {
    let next = range.from;
    const client = async () => {
      for (let index = next++; index < range.to; index = next++)
        await deliverParts(db, benchVideo(index));
    };
    await Promise.all(Array.from({ length: clients }, client));
  };
  await deliver(practice);
  process.once("message", () => {
    void (async () => {
      await deliver(measured);
      process.send?.("done");
      await db.close();
      process.disconnect();
    })();
  });
  process.send?.("ready");
}
