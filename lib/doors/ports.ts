import type { Database } from "#db/client.ts";
import type { AiReader } from "../captions/ai/caption-model.ts";
import type { Clock } from "../clock.ts";
import type { Queue } from "../events/queue.ts";
import type { Log } from "../log.ts";
import type { PictureMaker } from "../media/picture-maker.ts";
import type { SubtitleReader } from "../media/subtitles/subtitle-reader.ts";
import type { Messenger } from "../notifications/messenger.ts";
import type { Push } from "../realtime/push.ts";

/** Pages that were rendered with a tag are rendered anew from the next request on. */
export type PageCache = { expire(tags: readonly string[]): void };

/** Everything a consumer may reach outside itself. */
export type Ports = {
  db: Database;
  queue: Queue;
  push: Push;
  pages: PageCache;
  pictures: PictureMaker;
  subtitles: SubtitleReader;
  /** Null without an account: the rules read alone. */
  ai: AiReader | null;
  /** Null where no message may leave. */
  messenger: Messenger | null;
  /** Of our own pages, for who gets a link to one. */
  origin: string;
  clock: Clock;
  log: Log;
};
