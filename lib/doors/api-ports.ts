import { systemClock } from "#lib/clock.ts";
import { getEnv } from "#lib/env.ts";
import { openPush } from "#lib/vendors/pusher.ts";
import { getDatabase } from "./database.ts";

/** What the public API runs on in this process; nothing is opened before the first call. */
export const apiPorts = () => {
  const { origin, version } = getEnv();
  return { db: getDatabase(), origin, version, clock: systemClock };
};

export const pushPorts = () => ({ push: openPush(getEnv().pusher), clock: systemClock });
