import { randomUUID } from "node:crypto";
import type { Database } from "#db/client.ts";
import { createApiKey, type NewApiKey } from "#lib/api-keys/keep-api-keys.ts";
import { systemClock } from "#lib/clock.ts";
import { type EventDoorPorts, eventRoute } from "#lib/doors/event-door.ts";
import type { LogFields } from "#lib/log.ts";
import { thumbnailPart } from "./parts.ts";

export const EVENTS_URL = "https://shop.test/api/v1/events";

export type SentLine = { event: string; fields: LogFields };

/** Another system with a key of its own, and what our door wrote down about it. */
export async function createSender(
  db: Database,
  { ports = {}, ...key }: Partial<NewApiKey> & { ports?: Partial<EventDoorPorts> } = {},
) {
  const name = `sender-${randomUUID().slice(0, 8)}`;
  const made = await createApiKey(db, {
    name,
    scopes: ["new-video-posted"],
    sellerId: null,
    rank: 1,
    expiresAt: null,
    ...key,
  });
  const log: SentLine[] = [];
  let relays = 0;
  const write = (event: string, fields: LogFields = {}) => void log.push({ event, fields });
  const route = eventRoute(() => ({
    db,
    pictures: { make: () => Promise.resolve(readyPictures()) },
    limiter: null,
    hashKeys: [Buffer.from("a-key-of-this-test")],
    clock: systemClock,
    log: { info: write, warn: write, error: write },
    relayLater: () => void (relays += 1),
    ...ports,
  }));
  return {
    ...made,
    name,
    log,
    relays: () => relays,
    post: (body: unknown, headers: Record<string, string | undefined> = {}) =>
      route(toRequest(body, { authorization: `Bearer ${made.key}`, ...headers }), {
        params: Promise.resolve({}),
      }),
  };
}

export type Sender = Awaited<ReturnType<typeof createSender>>;

/** A string goes out as it is; a header that is undefined does not. */
function toRequest(body: unknown, given: Record<string, string | undefined>): Request {
  const headers = new Headers({ "content-type": "application/json" });
  for (const [name, value] of Object.entries(given))
    if (value === undefined) headers.delete(name);
    else headers.set(name, value);
  return new Request(EVENTS_URL, {
    method: "POST",
    headers,
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

function readyPictures() {
  const part = thumbnailPart();
  if (part.name !== "thumbnail") throw new Error("not a thumbnail part");
  return { rank: part.rank, value: part.value };
}

type Video = { videoId: string };
type Overrides = { metadata?: object; payload?: object };

/** A caption.parsed of another system, for a video and the handle of its seller. */
export function sentCaption({ videoId }: Video, handle: string, overrides: Overrides = {}) {
  return envelope("caption.parsed", overrides, {
    video_id: videoId,
    seller_handle: handle,
    title: "Red suede heels",
    price: 60_000,
    sizes: "37, 38, 40-42",
    tags: ["#Heels", "suede"],
    confidence_score: 0.97,
    timestamp: "2026-11-21T08:00:00.000Z",
  });
}

/** Five pictures, the best of which is not the first. */
export function sentPictures({ videoId }: Video, handle: string, overrides: Overrides = {}) {
  const thumbnails = Array.from({ length: 5 }, (_, position) => ({
    url: `https://pictures.partner.test/${videoId}/${position}.jpg`,
    width: 1080,
    height: 1350,
    timestamp: position * 1.5,
    position,
  }));
  return envelope("thumbnail.generated", overrides, {
    video_id: videoId,
    seller_handle: handle,
    thumbnails,
    primary_thumbnail: thumbnails[2],
    processing_metadata: {
      video_duration: 15,
      frames_analyzed: 40,
      thumbnails_generated: 5,
      processing_time_ms: 900,
    },
    timestamp: "2026-11-21T08:00:00.000Z",
  });
}

export function sentTags({ videoId }: Video, handle: string, overrides: Overrides = {}) {
  return envelope("tags.generated", overrides, {
    video_id: videoId,
    seller_handle: handle,
    tags: ["party", "#red"],
    category: "footwear",
    confidence: 0.9,
    timestamp: "2026-11-21T08:00:00.000Z",
  });
}

function envelope(eventType: string, { metadata, payload }: Overrides, own: object) {
  return {
    metadata: {
      eventId: randomUUID(),
      eventType,
      eventVersion: "1.0.0",
      timestamp: "2026-11-21T08:00:00.000Z",
      source: "vision-worker",
      correlationId: randomUUID(),
      ...metadata,
    },
    payload: { ...own, ...payload },
  };
}
