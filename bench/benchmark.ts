/** One of our numbers beside its peer or limit, both taken in the same run. */
export type Comparison = {
  what: string;
  unit: string;
  ours: number;
  peer: { name: string; value: number };
  ratio: number;
  /** The least ratio that is good enough; null where the peer is only shown for orientation. */
  wanted: number | null;
  /** Of what costs, `wanted` is the most that the ratio may be. */
  isCost?: boolean;
};

export type Figure = { what: string; value: number; unit: string };

export type Report = {
  name: string;
  title: string;
  comparisons: Comparison[];
  figures: Figure[];
  /** What a reader must know to read the numbers right. */
  notes: string[];
};

export type BenchmarkOptions = {
  /** A smoke of a few seconds: it shows that everything runs, its numbers mean little. */
  quick: boolean;
  /** Says what is under way; never part of the result. */
  say: (line: string) => void;
  /** Aborted when the run was asked to stop; what is open is closed all the same. */
  stopped: AbortSignal;
};

export type Benchmark = {
  name: string;
  run(options: BenchmarkOptions): Promise<Report>;
};
