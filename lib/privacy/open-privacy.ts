import { openKeysDatabase } from "#db/keys/client.ts";
import type { PersonalData } from "#db/personal-data.ts";
import { systemClock } from "../clock.ts";
import { openKeyRing } from "./key-ring.ts";
import type { KeyStore } from "./key-store.ts";
import { type MasterKeys, openMasterKeys } from "./master-keys.ts";
import { openKeyStore } from "./open-key-store.ts";
import { openPersonalData } from "./personal-data.ts";

export type PrivacyConfig = { keysDatabaseUrl: string; masterKeys: readonly Buffer[] };

export type Privacy = {
  personal: PersonalData;
  /** For who destroys or renews keys; nobody else needs them one by one. */
  keys: { store: KeyStore; masterKeys: MasterKeys };
  /** Out of this process' memory at once, where a minute is too long. */
  forgetKeys(): void;
  close(): Promise<void>;
};

/** Personal data over the keys in their own database. */
export function openPrivacy(
  { keysDatabaseUrl, masterKeys: bytes }: PrivacyConfig,
  onIdleError: (error: Error) => void,
): Privacy {
  const database = openKeysDatabase(keysDatabaseUrl, onIdleError);
  const store = openKeyStore(database);
  const masterKeys = openMasterKeys(bytes);
  const ring = openKeyRing({ store, masterKeys });
  return {
    personal: openPersonalData({ keys: ring, clock: systemClock }),
    keys: { store, masterKeys },
    forgetKeys: () => ring.forget(),
    close: () => database.close(),
  };
}
