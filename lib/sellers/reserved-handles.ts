import names from "./reserved-handles.json" with { type: "json" };

/** Dots, dashes and underscores aside: `m.t.n` reads as `mtn` to a shopper. */
const bare = (handle: string) => handle.replaceAll(/[._-]/g, "");

const RESERVED = new Set(names.map(bare));

/** Whether no shop may be opened by hand under a handle: words of our own, and well-known brands. */
export function isReservedHandle(handle: string): boolean {
  return RESERVED.has(bare(handle));
}
