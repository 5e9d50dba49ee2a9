import { setTimeout as sleep } from "node:timers/promises";

/** Gives up on an SDK that takes no limit of its own, or waits between its tries past the one it took. */
export async function inTime<Answer>(
  answer: Promise<Answer>,
  { service, limitMs }: { service: string; limitMs: number },
): Promise<Answer> {
  const late = new AbortController();
  const timeout = sleep(limitMs, undefined, { signal: late.signal }).then(() => {
    throw new Error(`${service} did not answer within ${limitMs} ms`);
  });
  // Once the answer is there the aborted wait has nobody left to tell.
  timeout.catch(() => undefined);
  try {
    return await Promise.race([answer, timeout]);
  } finally {
    late.abort();
  }
}
