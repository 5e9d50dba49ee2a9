import type { Database } from "#db/client.ts";
import { type PartOrigin, recordPart } from "#lib/assembly/record-part.ts";
import type { Part } from "#lib/assembly/part.ts";
import { systemClock } from "#lib/clock.ts";
import { type RegisteredConsumer, register } from "#lib/doors/consumer.ts";
import { handleDelivery } from "#lib/doors/handle-delivery.ts";
import type { Ports } from "#lib/doors/ports.ts";
import { appendEvent } from "#lib/events/append-events.ts";
import { type AnyEvent, createEvent, type EventOf } from "#lib/events/event.ts";
import { derivedId, videoCorrelationId } from "#lib/ids.ts";
import { readyCaption, readyPictures, readyTags } from "../ready-parts.ts";
import type { BenchVideo } from "./bench-videos.ts";

/** The three deliveries of one posted video, its required parts first and last: two that wait, one that completes. */
export async function deliverParts(db: Database, video: BenchVideo): Promise<void> {
  const ports = portsOver(db);
  const event = postedEvent(video);
  for (const consumer of readyConsumers(video)) await handleDelivery({ consumer, event }, ports);
}

/** Each as its worker is from the moment on that the slow work is done. */
function readyConsumers(video: BenchVideo): RegisteredConsumer[] {
  const pictures = readyPictures(video.videoId);
  return [
    readyConsumer("caption-parser", {
      video,
      part: { name: "caption", rank: 1, sourceVersion: 1, value: readyCaption() },
      toEvent: (origin) => captionParsed(video, origin),
    }),
    readyConsumer("auto-tagger", {
      video,
      part: { name: "tags", rank: 1, sourceVersion: 1, value: readyTags() },
      toEvent: (origin) => tagsGenerated(video, origin),
    }),
    readyConsumer("thumbnail-generator", {
      video,
      part: { name: "thumbnail", rank: 2, sourceVersion: 1, value: pictures },
      toEvent: (origin) => thumbnailGenerated(video, origin),
    }),
  ];
}

type Ready = { video: BenchVideo; part: Part; toEvent: (causationId: string) => AnyEvent };

function readyConsumer(
  name: RegisteredConsumer["name"],
  { video, part, toEvent }: Ready,
): RegisteredConsumer {
  return register({
    name,
    eventTypes: ["video.posted"],
    handle: (event) => {
      const causationId = event.metadata.eventId;
      const origin: PartOrigin = { ...video, causationId };
      return Promise.resolve(async (tx) => {
        const { changed } = await recordPart(tx, { origin, part, clock: systemClock });
        if (!changed) throw new Error(`${name} found its part recorded already`);
        await appendEvent(tx, toEvent(causationId), video);
        return "done";
      });
    },
  });
}

function postedEvent({ videoId, handle }: BenchVideo): EventOf<"video.posted"> {
  return createEvent(
    "video.posted",
    {
      video_id: videoId,
      caption: "New heels only 55k! #TRACK",
      seller_handle: handle,
      video_url: `https://www.tiktok.com/@${handle}/video/${videoId}`,
    },
    {
      source: "ingestion",
      correlationId: videoCorrelationId(videoId),
      eventId: derivedId("video.posted", videoId),
      clock: systemClock,
    },
  );
}

const common = ({ videoId, handle }: BenchVideo) => ({
  video_id: videoId,
  seller_handle: handle,
  timestamp: systemClock().toISOString(),
});

const originOf = (kind: string, { sellerId, videoId }: BenchVideo, causationId: string) => ({
  source: kind,
  correlationId: videoCorrelationId(videoId),
  causationId,
  eventId: derivedId(kind, sellerId, videoId, 1),
  clock: systemClock,
});

function captionParsed(video: BenchVideo, causationId: string): AnyEvent {
  const { title, sizes, tags, confidence } = readyCaption();
  return createEvent(
    "caption.parsed",
    {
      ...common(video),
      title,
      price: 55_000,
      sizes: sizes.join(", "),
      tags,
      confidence_score: confidence,
    },
    originOf("caption.parsed", video, causationId),
  );
}

function tagsGenerated(video: BenchVideo, causationId: string): AnyEvent {
  return createEvent(
    "tags.generated",
    { ...common(video), ...readyTags() },
    originOf("tags.generated", video, causationId),
  );
}

function thumbnailGenerated(video: BenchVideo, causationId: string): AnyEvent {
  const { pictures, metadata } = readyPictures(video.videoId);
  const thumbnails = pictures.map(({ width, height, atSeconds, position, variants }) => ({
    url: variants.at(-1)?.url ?? "",
    width,
    height,
    timestamp: atSeconds,
    position,
  }));
  const [primary] = thumbnails;
  if (primary === undefined) throw new Error("the ready-made part has no picture");
  return createEvent(
    "thumbnail.generated",
    {
      ...common(video),
      thumbnails,
      primary_thumbnail: primary,
      processing_metadata: metadata,
    },
    originOf("thumbnail.generated", video, causationId),
  );
}

/** Only the database is there: a ready-made part needs nothing else, and reaching for it would be a fault here. */
function portsOver(db: Database): Ports {
  const refuse = (): never => {
    throw new Error("a ready-made part reached outside");
  };
  return {
    db,
    queue: { publish: refuse, redeliver: refuse },
    push: { send: refuse, channelCounts: refuse },
    pages: { expire: refuse },
    ai: null,
    pictures: { make: refuse },
    clock: systemClock,
    log: { info: refuse, warn: refuse, error: refuse },
  };
}
