import type { PersonalData } from "#db/personal-data.ts";
import { systemClock } from "../clock.ts";
import { openKeyRing } from "./key-ring.ts";
import { openMasterKeys } from "./master-keys.ts";
import { memoryKeyStore } from "./memory-key-store.ts";
import { openPersonalData } from "./personal-data.ts";
import { newKey } from "./seal.ts";

/** As in production but for the keys, which end with the process: for a database that does as well. */
export function memoryPersonalData(): PersonalData {
  const keys = openKeyRing({ store: memoryKeyStore(), masterKeys: openMasterKeys([newKey()]) });
  return openPersonalData({ keys, clock: systemClock });
}
