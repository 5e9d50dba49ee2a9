import type { Transaction } from "#db/client.ts";
import type { Clock } from "../clock.ts";
import { appendEvent } from "../events/append-events.ts";
import type { AnyEvent } from "../events/event.ts";
import { mergeParts, productIdOf, readParts } from "./merge-parts.ts";
import type { AssemblyKey, Part, ThumbnailPart } from "./part.ts";
import { partEvent, type PartOrigin } from "./part-events.ts";
import {
  type ProductMoment,
  productCreatedEvent,
  productProcessedEvent,
  productUpdatedEvent,
} from "./product-events.ts";
import {
  ASSEMBLY_TTL_HOURS,
  completeAssembly,
  productBefore,
  replacePictures,
  upsertPartStatements,
  upsertProduct,
} from "./statements.ts";

const HOUR_MS = 60 * 60 * 1000;

export type RecordedPart = {
  /** False when the assembly held this part already, at this rank or a higher one. */
  changed: boolean;
  /** Version of the product that came out of it, if one did. */
  productVersion: number | null;
};

export type { PartOrigin };

type NewPart = {
  origin: PartOrigin;
  part: Part;
  clock: Clock;
  /** For a part that came as an event: that one stands in the log in place of ours, with `accepted_at`. */
  toEvent?: (acceptedAt: Date) => AnyEvent;
};

/**
 * Puts one worker's result into the assembly and, when nothing required is missing any more,
 * makes or improves the product: exactly one of several racing transactions does, whatever their order.
 * What it accepts it tells the log, and every time that it writes is that of its events.
 */
export async function recordPart(
  tx: Transaction,
  { origin, part, clock, toEvent }: NewPart,
): Promise<RecordedPart> {
  const at = clock();
  const key: AssemblyKey = { sellerId: origin.sellerId, videoId: origin.videoId };
  const [standing] = await tx.prepared(upsertPartStatements[part.name]).execute({
    ...key,
    value: part.value,
    rank: part.rank,
    sourceVersion: part.sourceVersion,
    at,
    expiresAt: new Date(at.getTime() + ASSEMBLY_TTL_HOURS * HOUR_MS),
  });
  if (standing === undefined) return { changed: false, productVersion: null };
  await appendEvent(tx, toEvent?.(at) ?? partEvent({ origin, part, at }), key);
  // The row is locked by now, so what is still missing cannot come in before this commits.
  if (standing.captionRank === 0 || standing.thumbnailRank === 0)
    return { changed: true, productVersion: null };
  const [completed] = await tx.prepared(completeAssembly).execute({ ...key, at: at.toISOString() });
  if (completed === undefined) return { changed: true, productVersion: null };
  const parts = readParts(completed);
  await saveProduct(tx, {
    moment: {
      key,
      handle: origin.handle,
      causationId: origin.causationId,
      productId: productIdOf(key),
      version: completed.version,
      parts,
      ranks: {
        caption: completed.captionRank,
        thumbnail: completed.thumbnailRank,
        tags: completed.tagsRank,
      },
      product: mergeParts(parts),
    },
    picturesChanged: completed.version === 1 || part.name === "thumbnail",
    at,
  });
  return { changed: true, productVersion: completed.version };
}

async function saveProduct(
  tx: Transaction,
  change: { moment: ProductMoment; picturesChanged: boolean; at: Date },
): Promise<void> {
  const { moment, at } = change;
  const { key, product } = moment;
  const clock = () => at;
  const [before] = moment.version === 1 ? [] : await tx.prepared(productBefore).execute({ ...key });
  await tx.prepared(upsertProduct).execute({
    ...key,
    ...product,
    productId: moment.productId,
    version: moment.version,
    at,
  });
  if (change.picturesChanged)
    await savePictures(tx, { key, thumbnail: moment.parts.thumbnail, at });
  if (before === undefined) {
    await appendEvent(tx, productProcessedEvent(moment, clock), key);
    await appendEvent(tx, productCreatedEvent(moment, clock), key);
  } else {
    await appendEvent(tx, productUpdatedEvent({ ...moment, before }, clock), key);
  }
}

async function savePictures(
  tx: Transaction,
  { key, thumbnail, at }: { key: AssemblyKey; thumbnail: ThumbnailPart; at: Date },
): Promise<void> {
  await tx
    .prepared(replacePictures)
    .execute([
      key.sellerId,
      key.videoId,
      JSON.stringify(thumbnail.pictures),
      thumbnail.dominantColors,
      at,
    ]);
}
