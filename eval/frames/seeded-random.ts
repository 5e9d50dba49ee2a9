/** Chance that is the same for the same seed on every machine. */
export type Random = {
  /** From 0 up to 1. */
  share(): number;
  between(least: number, most: number): number;
  whole(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<const Values extends readonly [unknown, ...unknown[]]>(values: Values): Values[number];
  shuffled<Value>(values: readonly Value[]): Value[];
};

/** Splitmix32: small, and without visible patterns in pictures. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const share = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + share() * (most - least);
  return {
    share,
    between,
    whole: (least, most) => Math.floor(between(least, most + 1)),
    chance: (probability) => share() < probability,
    pick: (values) => values[Math.floor(share() * values.length)] ?? values[0],
    shuffled: (values) =>
      values
        .map((value) => ({ value, order: share() }))
        .toSorted((a, b) => a.order - b.order)
        .map(({ value }) => value),
  };
}
