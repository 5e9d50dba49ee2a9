"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Progress } from "#app/_components/ui/progress.tsx";
import { listenToSeller, type SocketSettings } from "#lib/vendors/pusher-private.ts";

export type ShownProgress = {
  /** Changes when the page has something else to show. */
  step: string;
  /** Null where there is nothing to measure yet. */
  percent: number | null;
  text: string;
};

type Props = {
  initial: ShownProgress;
  label: string;
  /** For who has a shop; null while there is only a look at a profile. */
  live: { settings: SocketSettings; channels: string[] } | null;
};

const ASK_EVERY_MS = 2_000;
const ASK_EVERY_MS_LIVE = 5_000;

/** Follows what goes on behind the page: by messages where sockets work, by asking everywhere. */
export function ProgressLive({ initial, label, live }: Props) {
  const [shown, setShown] = useState(initial);
  const router = useRouter();
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let everyMs = ASK_EVERY_MS;
    const ask = async () => {
      clearTimeout(timer);
      const next = await readProgress(stop.signal);
      if (stop.signal.aborted) return;
      if (next?.step === initial.step && next.text !== "") setShown(next);
      if (next !== undefined && next.step !== initial.step) return router.refresh();
      timer = setTimeout(() => void ask(), everyMs);
    };
    timer = setTimeout(() => void ask(), everyMs);
    const closed =
      live === null
        ? undefined
        : listenToSeller(live.settings, live.channels, {
            onUp: (up) => void (everyMs = up ? ASK_EVERY_MS_LIVE : ASK_EVERY_MS),
            onMessage: () => void ask(),
          });
    closed?.catch(() => undefined);
    return () => {
      stop.abort();
      clearTimeout(timer);
      void closed?.then((close) => close());
    };
  }, [initial.step, live, router]);
  if (shown.percent === null && shown.text === "") return null;
  return (
    <div className="grid gap-2">
      {shown.percent !== null && <Progress value={shown.percent} label={label} />}
      <output>{shown.text}</output>
    </div>
  );
}

async function readProgress(signal: AbortSignal): Promise<ShownProgress | undefined> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(10_000)]);
    const answer = await fetch("/api/desk/progress", { signal: limit, cache: "no-store" });
    if (!answer.ok) return undefined;
    const body: unknown = await answer.json();
    return isProgress(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

function isProgress(body: unknown): body is ShownProgress {
  return (
    typeof body === "object" &&
    body !== null &&
    "step" in body &&
    typeof body.step === "string" &&
    "percent" in body &&
    (body.percent === null || typeof body.percent === "number") &&
    "text" in body &&
    typeof body.text === "string"
  );
}
