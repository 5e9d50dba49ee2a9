import type { Transaction } from "#db/client.ts";
import type { CaptionPart, Rank, TagsPart } from "#lib/assembly/part.ts";
import { type PartOrigin, recordPart } from "#lib/assembly/record-part.ts";
import type { Clock } from "#lib/clock.ts";
import { appendEvent } from "#lib/events/append-events.ts";
import { createEvent } from "#lib/events/event.ts";
import { derivedId } from "#lib/ids.ts";
import { toMajor } from "#lib/money.ts";

type RecordedReading = {
  origin: PartOrigin & { correlationId: string };
  sourceVersion: number;
  rank: Rank;
  caption: CaptionPart;
  /** Null leaves the tags to the auto-tagger. */
  tags: TagsPart | null;
  clock: Clock;
};

/** Puts a reading into the assembly and tells of it; false when the same or better was there. */
export async function recordReading(tx: Transaction, reading: RecordedReading): Promise<boolean> {
  const { origin, sourceVersion, rank, caption, tags, clock } = reading;
  // Tags first: a caption that makes the product then makes it once, with them.
  if (tags !== null) {
    const { changed } = await recordPart(tx, {
      origin,
      part: { name: "tags", rank, sourceVersion, value: tags },
      clock,
    });
    if (changed) await append(tx, { reading, event: tagsGenerated(reading, tags) });
  }
  const { changed } = await recordPart(tx, {
    origin,
    part: { name: "caption", rank, sourceVersion, value: caption },
    clock,
  });
  if (changed) await append(tx, { reading, event: captionParsed(reading) });
  return changed;
}

function append(
  tx: Transaction,
  { reading, event }: { reading: RecordedReading; event: Parameters<typeof appendEvent>[1] },
): Promise<void> {
  const { sellerId, videoId } = reading.origin;
  return appendEvent(tx, event, { sellerId, videoId });
}

function captionParsed(reading: RecordedReading) {
  const { origin, caption, clock } = reading;
  const { priceMinor, currency } = caption;
  return createEvent(
    "caption.parsed",
    {
      video_id: origin.videoId,
      seller_handle: origin.handle,
      title: caption.title,
      price:
        priceMinor === null || currency === null ? null : toMajor({ minor: priceMinor, currency }),
      sizes: caption.sizes.length > 0 ? caption.sizes.join(", ") : null,
      tags: caption.tags,
      confidence_score: caption.confidence,
      timestamp: clock().toISOString(),
    },
    eventOrigin(reading, "caption.parsed"),
  );
}

function tagsGenerated(reading: RecordedReading, tags: TagsPart) {
  const { origin, clock } = reading;
  return createEvent(
    "tags.generated",
    {
      video_id: origin.videoId,
      seller_handle: origin.handle,
      ...tags,
      timestamp: clock().toISOString(),
    },
    eventOrigin(reading, "tags.generated"),
  );
}

function eventOrigin(
  { origin, sourceVersion, rank, clock }: RecordedReading,
  eventType: "caption.parsed" | "tags.generated",
) {
  return {
    source: "caption-parser",
    correlationId: origin.correlationId,
    causationId: origin.causationId,
    eventId: derivedId(eventType, origin.sellerId, origin.videoId, sourceVersion, rank),
    clock,
  };
}
