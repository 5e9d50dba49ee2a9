import type { AiAnswer } from "./ai-answer.ts";

/** The two messages of one call: what to do, and what to do it with. */
export type Prompt = {
  system: string;
  user: string;
  /** Small pictures as data URLs, shown beside the user's message. */
  images?: readonly string[];
};

export type CallFailure =
  "rate_limited" | "unavailable" | "timeout" | "connection" | "rejected" | "malformed";

/**
 * What came of one call. `tokens` is what it cost; null when nobody knows, as of a call that
 * was given up on while the service may still have been writing.
 */
export type ModelReply =
  | { kind: "answer"; answer: AiAnswer; tokens: number | null }
  /** `invalid` broke the schema, `cut` ran into the cap on its length. */
  | { kind: "refused" | "cut" | "invalid"; tokens: number | null }
  | { kind: "failed"; reason: CallFailure; tokens: number | null };

/** A language model that reads captions. Never throws for what the service does. */
export type CaptionModel = {
  /** Name of the model; answers of another one are not reused. */
  name: string;
  /** No call with this prompt costs more. */
  tokensAtMost(prompt: Prompt): number;
  ask(prompt: Prompt): Promise<ModelReply>;
};

/** How much the model may be asked, and when to stop asking. */
export type AiLimits = {
  /** Tokens in a day (UTC), of one seller and of all; reserved before the call. */
  sellerDailyTokens: number;
  globalDailyTokens: number;
  breaker: BreakerLimits;
};

export type BreakerLimits = {
  consecutiveFailures: number;
  windowMs: number;
  /** More than half of at least so many calls within the window. */
  windowCalls: number;
  openMs: number;
  maxOpenMs: number;
};

/** The model together with its limits, as the workers get it. */
export type AiReader = { model: CaptionModel; limits: AiLimits };

const MINUTE_MS = 60_000;

export const DEFAULT_AI_LIMITS: AiLimits = {
  // About a hundred captions of one seller and ten thousand of all, at a thousand tokens each.
  sellerDailyTokens: 100_000,
  globalDailyTokens: 10_000_000,
  breaker: {
    consecutiveFailures: 5,
    windowMs: MINUTE_MS,
    windowCalls: 20,
    openMs: MINUTE_MS,
    maxOpenMs: 15 * MINUTE_MS,
  },
};
