import { createHash } from "node:crypto";
import { seal, toKey, unseal } from "./seal.ts";

/** Wraps the keys of sellers, so that their database alone opens nothing. */
export type MasterKeys = {
  wrap(key: Buffer, subject: string): string;
  /** Throws when the master key that wrapped it is not among those given. */
  unwrap(wrapped: string, subject: string): Buffer;
  /** What a key begins with that the current master key has wrapped. */
  currentPrefix: string;
};

/** The first one wraps; the others still open what they wrapped before it came. */
export function openMasterKeys(keys: readonly Buffer[]): MasterKeys {
  const known = keys.map((bytes) => ({ id: idOf(bytes), key: toKey(bytes) }));
  const [current] = known;
  if (current === undefined) throw new TypeError("there is no master key");
  const currentPrefix = `v1.${current.id}.`;
  return {
    currentPrefix,
    wrap: (key, subject) =>
      currentPrefix + seal(key, { key: current.key, place: placeOf(subject) }),
    unwrap(wrapped, subject) {
      const [version, id, text = ""] = wrapped.split(".");
      const master = known.find((one) => one.id === id);
      if (version !== "v1" || master === undefined)
        throw new Error("a key is wrapped with a master key that is not given");
      return unseal(text, { key: master.key, place: placeOf(subject) });
    },
  };
}

const placeOf = (subject: string): string => `subject_keys|wrapped|${subject}`;

/** Tells master keys apart and gives nothing of them away. */
function idOf(bytes: Buffer): string {
  return createHash("sha256").update("master-key").update(bytes).digest("hex").slice(0, 8);
}
