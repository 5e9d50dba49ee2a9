import type { Database } from "#db/client.ts";
import type { Feed } from "./read-feed.ts";
import { type Result, toResults } from "./results-table.ts";
import { readVideoStates, type VideoState, workIsOpen } from "./video-states.ts";

const LOOK_EVERY_MS = 250;
/** Longer than a video with all its retries takes on a slow machine. */
const GIVE_UP_MS = 10 * 60_000;

export type Following = { results: Result[]; states: VideoState[] };

/**
 * Watches the videos of a feed until nothing more is under way for any of them.
 * `onProduct` is called once per video, when its product is first there.
 */
export async function followVideos(
  db: Database,
  options: {
    feed: Feed;
    /** When the clock called; seconds count from here. */
    calledAt: Date;
    seconds: Map<string, number>;
    onProduct: (state: VideoState, seconds: number) => void;
    /** Called at every look, as the platform's clock would; it may be slow. */
    tick: () => Promise<void>;
    stopped: AbortSignal;
  },
): Promise<Following> {
  const { feed, seconds } = options;
  const handles = feed.sellers.map(({ handle }) => handle);
  const deadline = Date.now() + GIVE_UP_MS;
  for (;;) {
    options.stopped.throwIfAborted();
    await options.tick();
    // Asked first: what opens after this look is seen by the next one.
    const open = await workIsOpen(db);
    const states = await readVideoStates(db, handles);
    for (const state of states) note(state, options);
    const results = toResults(feed.rows, {
      states,
      secondsOf: (videoId) => seconds.get(videoId) ?? null,
    });
    if (!open || Date.now() > deadline) return { results, states };
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

function note(
  state: VideoState,
  options: Pick<Parameters<typeof followVideos>[1], "calledAt" | "seconds" | "onProduct">,
): void {
  if (state.productAt === null || options.seconds.has(state.videoId)) return;
  const taken = (state.productAt.getTime() - options.calledAt.getTime()) / 1000;
  // Made by an earlier run of the demo: nothing was waited for.
  if (taken < 0) return;
  options.seconds.set(state.videoId, taken);
  options.onProduct(state, taken);
}
