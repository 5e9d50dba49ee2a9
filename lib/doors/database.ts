import { type Database, openDatabase } from "#db/client.ts";
import { getEnv } from "#lib/env.ts";
import { describeError } from "#lib/errors.ts";
import { type Log, openLog } from "#lib/log.ts";
import { once } from "./once.ts";

export const getLog = once((): Log => openLog(getEnv().logLevel));

/** The pool of this process. In its own file, so that a page does not bundle what workers need. */
export const getDatabase = once((): Database =>
  openDatabase(getEnv().database, (error) =>
    getLog().warn("database.connection_lost", { error: describeError(error) }),
  ),
);
