import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import * as schema from "./schema.ts";

/** Short: whoever asks for a key has a transaction open or a delivery waiting. */
const TIMEOUT_MS = 2_000;
/** A key is asked for once a minute by each process; everything else is in its memory. */
const CONNECTIONS = 2;

export type KeysDatabase = {
  orm: NodePgDatabase<typeof schema>;
  close(): Promise<void>;
};

/** Opens the database that holds the keys of personal data and nothing else. */
export function openKeysDatabase(url: string, onIdleError: (error: Error) => void): KeysDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: TIMEOUT_MS,
    statement_timeout: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
    keepAlive: true,
  });
  // An idle connection that breaks is replaced; without a listener it would end the process.
  pool.on("error", onIdleError);
  return { orm: drizzle(pool, { schema }), close: () => pool.end() };
}
