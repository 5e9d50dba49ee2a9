import { getEnv } from "#lib/env.ts";

/** Runs once when a server starts: an incomplete environment ends it here, not at the first request. */
export function register(): void {
  getEnv();
}
