import { type Database, openDatabase } from "#db/client.ts";
import { getEnv } from "#lib/env.ts";
import { describeError } from "#lib/errors.ts";
import { type Log, openLog } from "#lib/log.ts";
import { openPrivacy } from "#lib/privacy/open-privacy.ts";
import { once } from "./once.ts";

export const getLog = once((): Log => openLog(getEnv().logLevel));

const noteLostConnection = (error: Error) =>
  getLog().warn("database.connection_lost", { error: describeError(error) });

export const getPrivacy = once(() => openPrivacy(getEnv().privacy, noteLostConnection));

/** The pool of this process. In its own file, so that a page does not bundle what workers need. */
export const getDatabase = once((): Database =>
  openDatabase(getEnv().database, noteLostConnection, getPrivacy().personal),
);
