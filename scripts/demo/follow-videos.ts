import type { Database } from "#db/client.ts";
import type { Feed } from "./read-feed.ts";
import { type Result, toResults } from "./results-table.ts";
import { findUnread, readVideoStates, type VideoState, workIsOpen } from "./video-states.ts";

const LOOK_EVERY_MS = 250;
/** Longer than a video with all its retries takes on a slow machine. */
const GIVE_UP_MS = 10 * 60_000;

export type Following = { results: Result[]; states: VideoState[] };

export type FollowOptions = {
  feed: Feed;
  /** When the clock called; seconds count from here. */
  calledAt: Date;
  seconds: Map<string, number>;
  onProduct: (state: VideoState, seconds: number) => void;
  /** Called at every look, as the platform's clock would, with what has not been read yet. */
  tick: (unread: string[]) => Promise<void>;
  stopped: AbortSignal;
};

/**
 * Watches the videos of a feed until nothing more is under way for any of them.
 * `onProduct` is called once per video, when its product is first there.
 */
export async function followVideos(db: Database, options: FollowOptions): Promise<Following> {
  const deadline = Date.now() + GIVE_UP_MS;
  for (;;) {
    options.stopped.throwIfAborted();
    const looked = await look(db, options).catch((error: unknown) => {
      // The database may be away for a while; a look that fails past the deadline is the end.
      if (Date.now() > deadline) throw error;
      return undefined;
    });
    if (looked && (!looked.open || Date.now() > deadline)) return looked;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

async function look(db: Database, options: FollowOptions): Promise<Following & { open: boolean }> {
  const { feed, seconds } = options;
  const handles = feed.sellers.map(({ handle }) => handle);
  // Asked first: what opens after this look is seen by the next one.
  const unread = await findUnread(db, handles, options.calledAt);
  const open = unread.length > 0 || (await workIsOpen(db));
  await options.tick(unread);
  const states = await readVideoStates(db, handles);
  for (const state of states) note(state, options);
  const results = toResults(feed.rows, {
    states,
    secondsOf: (videoId) => seconds.get(videoId) ?? null,
  });
  return { open, states, results };
}

function note(
  state: VideoState,
  options: Pick<FollowOptions, "calledAt" | "seconds" | "onProduct">,
): void {
  if (state.productAt === null || options.seconds.has(state.videoId)) return;
  const taken = (state.productAt.getTime() - options.calledAt.getTime()) / 1000;
  // Made by an earlier run of the demo: nothing was waited for.
  if (taken < 0) return;
  options.seconds.set(state.videoId, taken);
  options.onProduct(state, taken);
}
