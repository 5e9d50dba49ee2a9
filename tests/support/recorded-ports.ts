import type { Database } from "#db/client.ts";
import { systemClock } from "#lib/clock.ts";
import type { Ports } from "#lib/doors/ports.ts";
import type { LogFields } from "#lib/log.ts";
import type { PushMessage } from "#lib/realtime/push.ts";
import { thumbnailPart } from "./parts.ts";

export type Recorded = {
  ports: Ports;
  log: { event: string; fields: LogFields }[];
  pushed: PushMessage[];
  expired: string[];
};

/** Ports over a real database whose ways out are written down; `overrides` bends single ones. */
export function recordPorts(db: Database, overrides: Partial<Ports> = {}): Recorded {
  const recorded: Omit<Recorded, "ports"> = { log: [], pushed: [], expired: [] };
  const write = (event: string, fields: LogFields = {}) =>
    void recorded.log.push({ event, fields });
  const pictures = thumbnailPart();
  if (pictures.name !== "thumbnail") throw new Error("not a thumbnail part");
  return {
    ...recorded,
    ports: {
      db,
      queue: {
        publish: (events) => Promise.resolve(events.map(() => ({ kind: "accepted" as const }))),
        redeliver: () => Promise.resolve(),
      },
      push: {
        send: (message) => Promise.resolve(void recorded.pushed.push(message)),
        channelCounts: () => Promise.resolve({}),
      },
      pages: { expire: (tags) => void recorded.expired.push(...tags) },
      ai: null,
      pictures: { make: () => Promise.resolve({ rank: pictures.rank, value: pictures.value }) },
      subtitles: { read: () => Promise.resolve([]) },
      messenger: null,
      origin: "https://shop.test",
      clock: systemClock,
      log: { info: write, warn: write, error: write },
      ...overrides,
    },
  };
}
