import { randomBytes } from "node:crypto";

/** Where ids, keys and fault waits come from. */
export type Random = {
  bytes(count: number): Uint8Array;
  /** Uniform in [0, 1). */
  unit(): number;
};

export const systemRandom: Random = {
  bytes: (count) => randomBytes(count),
  unit: () => Math.random(),
};

const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** Text of the given length in the alphabet of QStash's ids, after a prefix such as `msg_`. */
export function randomId(random: Random, { prefix, length }: { prefix: string; length: number }) {
  let text = prefix;
  for (const byte of random.bytes(length)) text += BASE58.charAt(byte % BASE58.length);
  return text;
}
