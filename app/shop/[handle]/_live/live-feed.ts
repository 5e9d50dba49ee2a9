import { parseShopMessage, type ShopEventName } from "#lib/realtime/channels.ts";
import { noTimer, type News, type Rendered } from "./live-page.ts";
import { createRefresher, type RefresherPorts } from "./page-refresher.ts";

const SOCKET_PATIENCE_MS = 3_000;
const POLL_MS = 10_000;
const POLL_JITTER = 0.2;
/** Changes that were committed a little after the time they carry are asked for again. */
const OVERLAP_MS = 60_000;
const GONE_TEXT = "A product has left the shop";

/** What the API says has changed; newest state of each product. */
export type Changes = {
  live: { videoId: string; version: number; title: string }[];
  removed: { videoId: string; version: number }[];
};

export type SocketListener = {
  onMessage: (event: ShopEventName, body: unknown) => void;
  onUp: (up: boolean) => void;
};

export type LiveFeedPorts = RefresherPorts & {
  /** Opens the socket; the returned function closes it. */
  connect: (listener: SocketListener) => () => void;
  readChanges: (since: string) => Promise<Changes>;
  random: () => number;
  isHidden: () => boolean;
};

/** `concerns` tells which videos the page is about; a change of any other is not its business. */
export type LiveFeedOptions = { rendered: Rendered; concerns: (videoId: string) => boolean };

/** Keeps an open page true: takes pushes, and polls while there is no socket. */
export function startLiveFeed(ports: LiveFeedPorts, options: LiveFeedOptions) {
  let { rendered } = options;
  let up = false;
  let closed = false;
  let stopPoll = noTimer;
  const refresher = createRefresher(ports);
  const known = new Map<string, Pick<News, "version" | "gone">>();

  const take = (videoId: string, news: News): void => {
    if (!options.concerns(videoId)) return;
    const last = known.get(videoId) ?? { version: rendered.versions[videoId] ?? 0, gone: false };
    if (!isNewer(news, last)) return;
    known.set(videoId, news);
    refresher.expect(videoId, news);
  };

  const takeLive = (videoId: string, version: number, title: string): void => {
    const text = videoId in rendered.versions ? `Changed: ${title}` : `New: ${title}`;
    take(videoId, { version, gone: false, text });
  };

  const heal = async (): Promise<void> => {
    const since = new Date(Date.parse(rendered.readAt) - OVERLAP_MS).toISOString();
    const changes = await ports.readChanges(since).catch(() => undefined);
    if (closed || !changes) return;
    for (const { videoId, version, title } of changes.live) takeLive(videoId, version, title);
    for (const { videoId, version } of changes.removed)
      take(videoId, { version, gone: true, text: GONE_TEXT });
  };

  const pollAfter = (delayMs: number): void => {
    stopPoll();
    stopPoll = ports.after(delayMs, () => {
      if (!ports.isHidden()) void heal();
      pollAfter(POLL_MS * (1 + POLL_JITTER * (2 * ports.random() - 1)));
    });
  };

  const disconnect = ports.connect({
    onMessage(event, body) {
      const message = parseShopMessage(body);
      if (!message) return;
      const { video_id: videoId, version, title = "a product" } = message;
      if (event === "product_removed") take(videoId, { version, gone: true, text: GONE_TEXT });
      else takeLive(videoId, version, title);
    },
    onUp(isUp) {
      if (isUp === up) return;
      up = isUp;
      if (!up) return pollAfter(SOCKET_PATIENCE_MS);
      stopPoll();
      void heal();
    },
  });
  if (!up) pollAfter(SOCKET_PATIENCE_MS);

  return {
    /** The page was rendered again. */
    rendered(page: Rendered): void {
      rendered = page;
      refresher.rendered(page);
    },
    /** Asks at once for what was missed, such as while the tab was away. */
    heal: () => void heal(),
    close(): void {
      closed = true;
      stopPoll();
      refresher.close();
      disconnect();
    },
  };
}

/** Leaving the shop and coming back may keep the version; both are news, unless never shown here. */
function isNewer(news: News, last: Pick<News, "version" | "gone">): boolean {
  if (news.gone && last.version === 0) return false;
  if (news.version === last.version) return news.gone !== last.gone;
  return news.version > last.version;
}
