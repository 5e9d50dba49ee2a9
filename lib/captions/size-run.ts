/** One written size or range of sizes; a list of them makes a run. */
export type SizeChunk = {
  values: string[];
  /** Token indexes, both inclusive. */
  from: number;
  to: number;
  range: boolean;
};

export type SizeRunKind = "number" | "letter" | "age" | "bed" | "bra" | "named" | "free" | "plus";

export type SizeRun = {
  kind: SizeRunKind;
  chunks: SizeChunk[];
  from: number;
  to: number;
  /** A word announced the sizes. */
  cued: boolean;
  system: "eu" | "other" | null;
};

export function valuesOf(run: SizeRun): string[] {
  return run.chunks.flatMap((chunk) => chunk.values);
}
