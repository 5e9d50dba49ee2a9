import { systemClock } from "#lib/clock.ts";
import { getEnv } from "#lib/env.ts";
import { openPush } from "#lib/vendors/pusher.ts";
import { getDatabase, getLog } from "./database.ts";
import { once } from "./once.ts";

/** What the public API runs on in this process; nothing is opened before the first call. */
export const apiPorts = () => {
  const { origin, version } = getEnv();
  return { db: getDatabase(), origin, version, clock: systemClock, log: getLog() };
};

const getPush = once(() => openPush(getEnv().pusher));

export const pushPorts = () => ({ push: getPush(), clock: systemClock, log: getLog() });
