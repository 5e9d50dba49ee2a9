import type { Clock } from "../clock.ts";
import type { KeyStore } from "./key-store.ts";
import type { MasterKeys } from "./master-keys.ts";

const DAY_MS = 86_400_000;
/** As long as the log keeps searches, the longest of what belongs to no seller. */
const DAYS_KEPT = 400;

/** Wraps keys anew that a former master key has wrapped. Returns how many; 0 means that it can go. */
export async function rewrapKeys(
  { store, masterKeys }: { store: KeyStore; masterKeys: MasterKeys },
  { limit }: { limit: number },
): Promise<number> {
  const former = await store.findWrappedOtherwise(masterKeys.currentPrefix, limit);
  let rewrapped = 0;
  for (const { subject, wrapped } of former) {
    if (wrapped === null) continue;
    const to = masterKeys.wrap(masterKeys.unwrap(wrapped, subject), subject);
    if (await store.replace({ subject, from: wrapped, to })) rewrapped += 1;
  }
  return rewrapped;
}

/** Nobody can ask for what belongs to no seller to be erased, so it ends by itself. Returns how many days. */
export function forgetDays(store: KeyStore, clock: Clock): Promise<number> {
  const from = new Date(clock().getTime() - DAYS_KEPT * DAY_MS);
  return store.destroyDaysBefore(from.toISOString().slice(0, 10));
}
