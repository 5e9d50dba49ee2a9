import type { Database } from "#db/client.ts";
import { type PartOrigin, recordPart } from "#lib/assembly/record-part.ts";
import type { Part } from "#lib/assembly/part.ts";
import { systemClock } from "#lib/clock.ts";
import { type RegisteredConsumer, register } from "#lib/doors/consumer.ts";
import { handleDelivery } from "#lib/doors/handle-delivery.ts";
import type { Ports } from "#lib/doors/ports.ts";
import { createEvent, type EventOf } from "#lib/events/event.ts";
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
    }),
    readyConsumer("auto-tagger", {
      video,
      part: { name: "tags", rank: 1, sourceVersion: 1, value: readyTags() },
    }),
    readyConsumer("thumbnail-generator", {
      video,
      part: { name: "thumbnail", rank: 2, sourceVersion: 1, value: pictures },
    }),
  ];
}

type Ready = { video: BenchVideo; part: Part };

function readyConsumer(
  name: RegisteredConsumer["name"],
  { video, part }: Ready,
): RegisteredConsumer {
  return register({
    name,
    eventTypes: ["video.posted"],
    replay: "refused",
    refusal: "It is measured here.",
    handle: (event) => {
      const causationId = event.metadata.eventId;
      const origin: PartOrigin = { ...video, causationId };
      return Promise.resolve(async (tx) => {
        const { changed } = await recordPart(tx, { origin, part, clock: systemClock });
        if (!changed) throw new Error(`${name} found its part recorded already`);
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
    messenger: null,
    origin: "https://shop.test",
    subtitles: { read: () => Promise.resolve([]) },
    clock: systemClock,
    log: { info: refuse, warn: refuse, error: refuse },
  };
}
