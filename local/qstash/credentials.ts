import { randomId, type Random } from "./random.ts";
import type { Credentials } from "./stored-records.ts";
import type { Store } from "./store.ts";

const ROW = "default";

export type GivenCredentials = {
  token?: string | undefined;
  currentSigningKey?: string | undefined;
  nextSigningKey?: string | undefined;
};

/**
 * The token and signing keys of this data folder: those given, else those of the last run, else
 * fresh ones. Keys that were rotated since they were given stay rotated.
 */
export function openCredentials(
  given: GivenCredentials,
  { store, random }: { store: Store; random: Random },
): Credentials {
  const kept = store.credentials.get(ROW);
  const token = given.token ?? kept?.token ?? randomId(random, { prefix: "qst_", length: 40 });
  const keys = chooseKeys(given, { kept, random });
  const credentials = { ...keys, token };
  store.credentials.set(ROW, credentials);
  return credentials;
}

export function readCredentials(store: Store): Credentials {
  const credentials = store.credentials.get(ROW);
  if (credentials === undefined) throw new Error("credentials are read before they are opened");
  return credentials;
}

/** The next key becomes the current one and a fresh one comes after it. */
export function rotateKeys({ store, random }: { store: Store; random: Random }): Credentials {
  const before = readCredentials(store);
  const rotated = { ...before, current: before.next, next: freshKey(random) };
  store.credentials.set(ROW, rotated);
  return rotated;
}

function chooseKeys(
  { currentSigningKey: current, nextSigningKey: next }: GivenCredentials,
  { kept, random }: { kept: Credentials | undefined; random: Random },
): Omit<Credentials, "token"> {
  if (current === undefined && next === undefined) {
    return kept ?? { current: freshKey(random), next: freshKey(random), given: null };
  }
  if (current === undefined || next === undefined) {
    throw new Error("QStash needs both signing keys or neither: current and next");
  }
  const isKept = kept?.given?.current === current && kept.given.next === next;
  return isKept ? kept : { current, next, given: { current, next } };
}

function freshKey(random: Random): string {
  return randomId(random, { prefix: "sig_", length: 28 });
}
