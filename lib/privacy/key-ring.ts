import type { KeyObject } from "node:crypto";
import type { KeyStore } from "./key-store.ts";
import type { MasterKeys } from "./master-keys.ts";
import { newKey, toKey } from "./seal.ts";

/** As long as a process may go on using a key that was destroyed elsewhere. */
export const KEY_LIFE_SECONDS = 60;
const MOST_KEYS = 5_000;

export type DataKey = KeyObject | "destroyed";

export type KeyRing = {
  /** The keys of these subjects, those of new ones made on the way. */
  forSealing(subjects: readonly string[]): Promise<ReadonlyMap<string, DataKey>>;
  /** Throws for a subject that never had a key. */
  forOpening(subjects: readonly string[]): Promise<ReadonlyMap<string, DataKey>>;
  forget(): void;
};

export type KeyRingPorts = {
  store: KeyStore;
  masterKeys: MasterKeys;
  /** Milliseconds of a clock that never goes back. */
  now?: () => number;
  mostKeys?: number;
};

type Held = { key: DataKey; until: number };

/** Keys by subject, each held in memory for a minute, so that the hot path asks no database. */
export function openKeyRing({
  store,
  masterKeys,
  now = () => performance.now(),
  mostKeys = MOST_KEYS,
}: KeyRingPorts): KeyRing {
  const held = new Map<string, Held>();

  function hold(subject: string, wrapped: string | null): DataKey {
    const key = wrapped === null ? "destroyed" : toKey(masterKeys.unwrap(wrapped, subject));
    // What was held longest stands first.
    held.delete(subject);
    held.set(subject, { key, until: now() + KEY_LIFE_SECONDS * 1_000 });
    const [oldest] = held.keys();
    if (held.size > mostKeys && oldest !== undefined) held.delete(oldest);
    return key;
  }

  async function load(subjects: readonly string[]): Promise<[string, DataKey][]> {
    const stored = await store.find(subjects);
    return stored.map(({ subject, wrapped }) => [subject, hold(subject, wrapped)]);
  }

  /** What is in memory, and what is not. */
  function look(subjects: readonly string[]) {
    const found = new Map<string, DataKey>();
    const missing: string[] = [];
    const at = now();
    for (const subject of new Set(subjects)) {
      const known = held.get(subject);
      if (known !== undefined && known.until > at) found.set(subject, known.key);
      else missing.push(subject);
    }
    return { found, missing };
  }

  async function find(subjects: readonly string[]) {
    const { found, missing } = look(subjects);
    if (missing.length > 0)
      for (const [subject, key] of await load(missing)) found.set(subject, key);
    return { found, missing: missing.filter((subject) => !found.has(subject)) };
  }

  return {
    async forSealing(subjects) {
      const { found, missing } = await find(subjects);
      if (missing.length === 0) return found;
      await store.add(
        missing.map((subject) => ({ subject, wrapped: masterKeys.wrap(newKey(), subject) })),
      );
      // Another process may have been first: what is stored is the key, not what was offered.
      for (const [subject, key] of await load(missing)) found.set(subject, key);
      return found;
    },
    forget: () => held.clear(),
    async forOpening(subjects) {
      const { found, missing } = await find(subjects);
      if (missing.length > 0) throw new Error(`the key of ${missing[0]} is not there`);
      return found;
    },
  };
}
