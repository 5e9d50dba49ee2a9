import { parseArgs } from "node:util";
import { count, eq } from "drizzle-orm";
import * as z from "zod";
import type { Database } from "#db/client.ts";
import { erasures, sellers, videos } from "#db/schema/index.ts";
import { systemClock } from "#lib/clock.ts";
import { getEnv } from "#lib/env.ts";
import { findSellerId } from "#lib/events/read-log.ts";
import { openLog } from "#lib/log.ts";
import { type ErasureStep, eraseSeller } from "#lib/privacy/erase-seller.ts";
import { KEY_LIFE_SECONDS } from "#lib/privacy/key-ring.ts";
import { parseHandle } from "#lib/sellers/handle.ts";
import { openBlobStore } from "#lib/vendors/blob.ts";
import { type Command, parseGiven } from "./command.ts";

const optionsSchema = z.object({
  seller: z.string("the handle or the id of the seller"),
  yes: z.boolean().default(false),
});

const STEP_WORDS: Record<ErasureStep, string> = {
  hidden: "out of sight: the shop answers as if it had never been",
  key: "key destroyed: nothing of hers in the log can be read any more",
  pictures: "pictures deleted",
  words: "errors, runs and old events are without a word of hers",
  rows: "rows deleted",
  told: "seller gone, every consumer will be told by seller.erased",
};

/** Erases a seller for good. Interrupted, the same command or the next sweeps end it. */
export const eraseCommand: Command = (args) => {
  const { values } = parseArgs({
    args,
    options: { seller: { type: "string" }, yes: { type: "boolean" } },
  });
  const { seller, yes } = parseGiven(optionsSchema, values);
  return async ({ db, keys, say }) => {
    const sellerId = await findId(db, seller);
    if (!yes) {
      const [known] = await db.orm
        .select({ videos: count() })
        .from(videos)
        .where(eq(videos.sellerId, sellerId));
      say(`This erases seller ${sellerId} with ${known?.videos ?? 0} videos, for good.`);
      say("Nothing was changed. Run it again with --yes.");
      return 0;
    }
    const blobs = openBlobStore(getEnv().blob);
    const outcome = await eraseSeller(
      { sellerId, erasedBy: "operator", onStep: (step) => say(`  ${STEP_WORDS[step]}`) },
      // The steps tell what was done; the log's lines are for what went wrong.
      { db, keys: keys.store, blobs, clock: systemClock, log: openLog("warn") },
    );
    if (outcome === "was_erased")
      say(`Seller ${sellerId} was erased before; nothing is left to do.`);
    else
      say(
        `Erased. Processes that have just used the key forget it within ${KEY_LIFE_SECONDS} s; in a quarter of an hour the sweep looks once more for what was under way.`,
      );
    return 0;
  };
};

/** By handle while the seller is there, by id also afterwards. */
async function findId(db: Database, given: string): Promise<string> {
  const id = z.guid().safeParse(given.toLowerCase());
  if (!id.success) {
    const found = await findSellerId(db, parseHandle(given) ?? given);
    if (found === undefined)
      throw new Error(`There is no seller ${given}. Who was erased is known by her id alone.`);
    return found;
  }
  const [[seller], [erasure]] = [
    await db.orm.select({ id: sellers.id }).from(sellers).where(eq(sellers.id, id.data)),
    await db.orm.select().from(erasures).where(eq(erasures.sellerId, id.data)),
  ];
  if (seller === undefined && erasure === undefined)
    throw new Error(`There is no seller ${given}.`);
  return id.data;
}
