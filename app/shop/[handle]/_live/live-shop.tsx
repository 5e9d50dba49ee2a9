"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { shopChannel } from "#lib/realtime/channels.ts";
import type { SocketSettings } from "#lib/vendors/pusher-client.ts";
import { readChanges } from "./read-changes.ts";
import { startLiveFeed, type LiveFeedPorts } from "./live-feed.ts";
import type { Rendered } from "./live-page.ts";

const NOTICE_MS = 6_000;
const AWAY_MS = 5_000;

type Props = {
  handle: string;
  settings: SocketSettings;
  rendered: Rendered;
  /** The one video this page is about; null for the whole shop. */
  only: string | null;
};

/** Keeps the page around it up to date and says politely what changed. */
export function LiveShop({ handle, settings, rendered, only }: Props) {
  const router = useRouter();
  const [notice, setNotice] = useState("");
  const [offline, setOffline] = useState(false);
  const feed = useRef<ReturnType<typeof startLiveFeed> | null>(null);
  const refresh = useEffectEvent(() => router.refresh());
  const start = useEffectEvent(() => {
    const ports = browserPorts({ handle, settings, refresh: () => refresh(), announce: setNotice });
    const concerns = (videoId: string) => only === null || videoId === only;
    feed.current = startLiveFeed(ports, { rendered, concerns });
  });

  useEffect(() => {
    document.documentElement.dataset["live"] = "";
    const cancel = whenIdle(() => start());
    const unwatch = watchTab({ onBack: () => feed.current?.heal(), onOffline: setOffline });
    return () => {
      cancel();
      unwatch();
      feed.current?.close();
      feed.current = null;
    };
  }, []);

  useEffect(() => feed.current?.rendered(rendered), [rendered]);

  useEffect(() => {
    if (notice === "") return undefined;
    const timer = setTimeout(() => setNotice(""), NOTICE_MS);
    return () => clearTimeout(timer);
  }, [notice]);

  const text = offline ? "You are offline. This is the shop as you last saw it." : notice;
  return (
    <output className="notice" aria-live="polite" data-shown={text !== ""}>
      {text}
    </output>
  );
}

type BrowserPortsOptions = {
  handle: string;
  settings: SocketSettings;
  refresh: () => void;
  announce: (text: string) => void;
};

function browserPorts({ handle, settings, refresh, announce }: BrowserPortsOptions): LiveFeedPorts {
  return {
    connect(listener) {
      let close: (() => void) | undefined;
      let closed = false;
      import("#lib/vendors/pusher-client.ts")
        .then(({ openSocket }) => openSocket(settings, shopChannel(handle), listener))
        .then((opened) => (closed ? opened() : (close = opened)))
        // A blocked script is the same as a blocked socket: polling carries on.
        .catch(() => listener.onUp(false));
      return () => {
        closed = true;
        close?.();
      };
    },
    readChanges: (since) => readChanges(handle, since),
    refresh,
    announce,
    after(delayMs, work) {
      const timer = setTimeout(work, delayMs);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    isHidden: () => document.hidden,
  };
}

/** Runs once the page has loaded and the browser has nothing better to do. */
function whenIdle(work: () => void): () => void {
  if ("requestIdleCallback" in window) {
    const handle = requestIdleCallback(work, { timeout: 2_000 });
    return () => cancelIdleCallback(handle);
  }
  const timer = setTimeout(work, 500);
  return () => clearTimeout(timer);
}

function watchTab(events: { onBack(): void; onOffline(offline: boolean): void }): () => void {
  let hiddenSinceMs = 0;
  const controller = new AbortController();
  const { signal } = controller;
  document.addEventListener(
    "visibilitychange",
    () => {
      if (document.hidden) hiddenSinceMs = Date.now();
      else if (Date.now() - hiddenSinceMs > AWAY_MS) events.onBack();
    },
    { signal },
  );
  window.addEventListener("offline", () => events.onOffline(true), { signal });
  window.addEventListener(
    "online",
    () => {
      events.onOffline(false);
      events.onBack();
    },
    { signal },
  );
  return () => controller.abort();
}
