import { isShown, noTimer, type After, type News, type Rendered } from "./live-page.ts";

const GATHER_MS = 150;
/** The page is made anew by another consumer of the same event, so it may lag behind the push. */
const RETRIES_MS = [700, 1_500, 3_000, 6_000];

export type RefresherPorts = {
  /** Asks for the page anew; what comes is told through `rendered`. */
  refresh: () => void;
  announce: (text: string) => void;
  after: After;
};

/** Asks for the page again and again until it shows what was expected, or gives up. */
export function createRefresher({ refresh, announce, after }: RefresherPorts) {
  const pending = new Map<string, News>();
  let stop = noTimer;

  const attempt = (retry: number): void => {
    if (pending.size === 0) return;
    refresh();
    const delayMs = RETRIES_MS[retry];
    if (delayMs === undefined) pending.clear();
    else stop = after(delayMs, () => attempt(retry + 1));
  };

  return {
    expect(videoId: string, news: News): void {
      pending.set(videoId, news);
      stop();
      stop = after(GATHER_MS, () => attempt(0));
    },
    rendered(page: Rendered): void {
      for (const [videoId, news] of pending) {
        if (!isShown(page, videoId, news)) continue;
        pending.delete(videoId);
        announce(news.text);
      }
    },
    close: () => stop(),
  };
}
