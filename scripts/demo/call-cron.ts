const CALL_TIMEOUT_MS = 60_000;

/** Calls a task as Vercel's clock does: GET with the secret as bearer. */
export async function callCron(
  app: { origin: string; cronSecret: string },
  task: "ingest" | "sweep",
): Promise<void> {
  const response = await fetch(`${app.origin}/api/cron/${task}`, {
    headers: { authorization: `Bearer ${app.cronSecret}`, "user-agent": "vercel-cron/1.0" },
    signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`/api/cron/${task} answered ${response.status}`);
}

/** Runs a task at most every so often, and never twice at once; a failed call is tried again at the next beat. */
export function everySoOften(
  intervalMs: number,
  task: () => Promise<void>,
): (onFailure: (error: unknown) => void) => Promise<void> {
  let next = Date.now() + intervalMs;
  return async (onFailure) => {
    if (Date.now() < next) return;
    next = Date.now() + intervalMs;
    await task().catch(onFailure);
  };
}
