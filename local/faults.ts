import * as z from "zod";

/**
 * What can be made to go wrong on purpose.
 * `drop` loses the request before anything happens, `lose_answer` loses the answer after the effect,
 * `duplicate` and `reorder` act on what the service sends out, `outage` refuses every connection.
 */
export const faultRule = z.strictObject({
  kind: z.enum(["drop", "lose_answer", "status", "delay", "duplicate", "reorder", "outage"]),
  probability: z.number().min(0).max(1).default(1),
  /** Answer of a `status` fault. */
  status: z.int().min(400).max(599).default(503),
  /** Wait of a `delay` or `reorder` fault, at most. */
  delayMs: z.int().min(0).max(120_000).default(0),
  /** Only requests whose path contains this. */
  path: z.string().default(""),
  /** How often the rule still fires; without it, until it is removed. */
  times: z.int().positive().optional(),
  /** How long the rule lives. */
  forMs: z.int().positive().optional(),
});

export type FaultRule = z.infer<typeof faultRule>;
export type FaultKind = FaultRule["kind"];

export const faultRules = z.array(faultRule).max(50);

type ArmedRule = FaultRule & { until: number | null };

/** The fault rules of one service; a seed makes a run of them repeatable. */
export class FaultSwitch {
  #rules: ArmedRule[] = [];
  #state: number;

  constructor(seed = 1) {
    this.#state = seed >>> 0;
  }

  set(rules: FaultRule[]): void {
    this.#rules = rules.map((rule) => ({
      ...rule,
      until: rule.forMs === undefined ? null : Date.now() + rule.forMs,
    }));
  }

  list(): FaultRule[] {
    return this.#live().map(({ until: _until, ...rule }) => rule);
  }

  /** The rule of this kind that fires for this path now, if any; counts it as fired. */
  take(kind: FaultKind, path = ""): FaultRule | undefined {
    const rule = this.#live().find(
      (candidate) => candidate.kind === kind && path.includes(candidate.path),
    );
    if (rule === undefined || this.#random() >= rule.probability) return undefined;
    if (rule.times !== undefined) {
      rule.times -= 1;
      if (rule.times === 0) this.#rules = this.#rules.filter((other) => other !== rule);
    }
    return rule;
  }

  #live(): ArmedRule[] {
    const now = Date.now();
    this.#rules = this.#rules.filter((rule) => rule.until === null || rule.until > now);
    return this.#rules;
  }

  /** Mulberry32: small, seeded, good enough to draw faults. */
  #random(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
}
