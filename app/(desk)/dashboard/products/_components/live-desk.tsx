"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { shopChannel } from "#lib/realtime/channels.ts";
import type { SocketSettings } from "#lib/vendors/pusher-client.ts";

type Props = { handle: string; settings: SocketSettings };

const GATHER_MS = 400;

/** Asks for the page anew when one of her products changes, and when she comes back to it. */
export function LiveDesk({ handle, settings }: Props) {
  const router = useRouter();
  useEffect(() => {
    const gone = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let close: (() => void) | undefined;
    const refresh = () => {
      clearTimeout(timer);
      timer = setTimeout(() => router.refresh(), GATHER_MS);
    };
    document.addEventListener(
      "visibilitychange",
      () => {
        if (!document.hidden) refresh();
      },
      { signal: gone.signal },
    );
    const listener = { onMessage: refresh, onUp: () => undefined };
    import("#lib/vendors/pusher-client.ts")
      .then(({ openSocket }) => openSocket(settings, shopChannel(handle), listener))
      .then((opened) => (gone.signal.aborted ? opened() : (close = opened)))
      // Without sockets the page is as it was made, and new whenever she comes back to it.
      .catch(() => undefined);
    return () => {
      gone.abort();
      clearTimeout(timer);
      close?.();
    };
  }, [handle, settings, router]);
  return null;
}
