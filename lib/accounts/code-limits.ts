const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export const CODE_TTL_MS = 10 * MINUTE_MS;
export const GUESSES_PER_CODE = 5;
/** New codes bring new guesses; this bounds them all together. */
export const GUESSES_PER_HOUR = 15;

/** How long after the n-th code in a row that nobody used the next one may be asked for. */
const RESEND_AFTER_MS = [30, 60, 120, 300, 900, 1_800].map((seconds) => seconds * SECOND_MS);

/** When the next code may be sent, given how many went unused and when the last one was sent. */
export function resendTime({ unused, lastSentAt }: { unused: number; lastSentAt: Date }): Date {
  const step = Math.min(Math.max(unused, 1), RESEND_AFTER_MS.length) - 1;
  return new Date(lastSentAt.getTime() + (RESEND_AFTER_MS[step] ?? 0));
}

export type CapName = "number" | "address" | "region";
export type CapScope = "phoneHash" | "addressHash" | "rangeHash" | "callingCode";
export type Cap = { name: CapName; scope: CapScope; max: number; windowMs: number };

/**
 * At most `max` codes in any `windowMs`. Carriers put thousands of phones behind one address, so its
 * cap is wide; the two of a region bound what message pumping can cost.
 */
export const CODE_CAPS: readonly Cap[] = [
  { name: "number", scope: "phoneHash", max: 5, windowMs: HOUR_MS },
  { name: "number", scope: "phoneHash", max: 10, windowMs: DAY_MS },
  { name: "address", scope: "addressHash", max: 30, windowMs: HOUR_MS },
  { name: "region", scope: "rangeHash", max: 20, windowMs: HOUR_MS },
  { name: "region", scope: "callingCode", max: 500, windowMs: HOUR_MS },
];
