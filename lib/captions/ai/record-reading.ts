import type { Transaction } from "#db/client.ts";
import type { CaptionPart, Rank, TagsPart } from "#lib/assembly/part.ts";
import { type PartOrigin, recordPart } from "#lib/assembly/record-part.ts";
import type { Clock } from "#lib/clock.ts";

type RecordedReading = {
  origin: PartOrigin & { correlationId: string };
  sourceVersion: number;
  rank: Rank;
  caption: CaptionPart;
  /** Null leaves the tags to the auto-tagger. */
  tags: TagsPart | null;
  clock: Clock;
};

/** Puts a reading into the assembly; false when the same or better was there. */
export async function recordReading(tx: Transaction, reading: RecordedReading): Promise<boolean> {
  const { sourceVersion, rank, caption, tags, clock } = reading;
  const origin = { ...reading.origin, source: "caption-parser" };
  // Tags first: a caption that makes the product then makes it once, with them.
  if (tags !== null)
    await recordPart(tx, {
      origin,
      part: { name: "tags", rank, sourceVersion, value: tags },
      clock,
    });
  const { changed } = await recordPart(tx, {
    origin,
    part: { name: "caption", rank, sourceVersion, value: caption },
    clock,
  });
  return changed;
}
