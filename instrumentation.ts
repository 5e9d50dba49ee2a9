import { EnvironmentError, getEnv } from "#lib/env.ts";

/** Runs once when a server starts: an incomplete environment ends it here, not at the first request. */
export function register(): void {
  try {
    getEnv();
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
