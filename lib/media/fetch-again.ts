import { retry, type RetryPolicy } from "../retry.ts";
import type { FetchOutcome } from "./fetch-media.ts";

type Again = {
  policy: Partial<RetryPolicy>;
  /** Of the whole download, with every attempt in it. */
  budgetMs: number;
  signal: AbortSignal;
  /** Errors that say no for good. */
  isRefusal: (error: unknown) => boolean;
};

class Unavailable extends Error {
  override readonly name = "Unavailable";
  readonly outcome: FetchOutcome & { kind: "unavailable" };

  constructor(outcome: FetchOutcome & { kind: "unavailable" }) {
    super(outcome.reason);
    this.outcome = outcome;
  }
}

/** Fetches again what is away for a moment, as late as its host asks; the last outcome or error counts. */
export async function fetchAgain(
  fetchOnce: () => Promise<FetchOutcome>,
  { policy, budgetMs, signal, isRefusal }: Again,
): Promise<FetchOutcome> {
  const attempt = async () => {
    const outcome = await fetchOnce();
    if (outcome.kind === "unavailable") throw new Unavailable(outcome);
    return outcome;
  };
  try {
    return await retry(attempt, {
      ...policy,
      budgetMs,
      signal,
      isPassing: (error) => !isRefusal(error),
      retryAfterMs: (error) =>
        error instanceof Unavailable ? error.outcome.retryAfterMs : undefined,
    });
  } catch (error) {
    if (error instanceof Unavailable) return error.outcome;
    throw error;
  }
}
