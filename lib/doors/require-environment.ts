import { EnvironmentError, getEnv } from "../env.ts";

/** Ends the process when its environment is not complete; Next itself would go on listening. */
export function requireEnvironment(): void {
  try {
    getEnv();
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
