/** What the page shows now: product versions by video, and when they were read. */
export type Rendered = { versions: Record<string, number>; readAt: string };

/** A state of a product that the page should show. */
export type News = { version: number; gone: boolean; text: string };

/** Runs the work once after a time; the returned function calls it off. */
export type After = (delayMs: number, work: () => void) => () => void;

export function isShown({ versions }: Rendered, videoId: string, news: News): boolean {
  const shown = versions[videoId];
  return news.gone ? shown === undefined : shown !== undefined && shown >= news.version;
}

export function noTimer(): void {
  // Nothing is waiting yet.
}
