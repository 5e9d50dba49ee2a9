import * as z from "zod";

const selection = {
  /** Part of the caption; with `regex`, a pattern for it. Empty matches everything. */
  match: z.string().default(""),
  regex: z.boolean().default(false),
  /** How often the entry still answers; without it, always. */
  times: z.int().positive().optional(),
  /** Wait before the answer. */
  delayMs: z.int().min(0).max(120_000).default(0),
};

/** One entry of the script: which captions it is for, and exactly one way to answer them. */
export const scriptEntry = z.union([
  /** The fields given replace those of the echo. */
  z.strictObject({ ...selection, answer: z.record(z.string(), z.unknown()) }),
  z.strictObject({ ...selection, refusal: z.string() }),
  /** Cut in the middle of the JSON, as when the cap on its length is met. */
  z.strictObject({ ...selection, truncated: z.literal(true) }),
  /** Well-formed, but not what the schema says. */
  z.strictObject({ ...selection, invalid: z.literal(true) }),
  /** This very text instead of an answer. */
  z.strictObject({ ...selection, text: z.string() }),
  z.strictObject({ ...selection, filtered: z.literal(true) }),
  /** No answer at all, or its head and nothing more. */
  z.strictObject({ ...selection, hang: z.enum(["before_head", "after_head"]) }),
  z.strictObject({
    ...selection,
    status: z.int().min(400).max(599),
    code: z.string().nullable().default(null),
    retryAfterMs: z.int().min(0).optional(),
  }),
]);
export type ScriptEntry = z.infer<typeof scriptEntry>;

export const replyScript = z.array(scriptEntry).max(2_000);

/** The entries in order; the first that fits a caption answers it. */
export class ReplyScript {
  #entries: ScriptEntry[] = [];

  set(entries: readonly ScriptEntry[]): void {
    this.#entries = entries.map((entry) => ({ ...entry }));
  }

  list(): readonly ScriptEntry[] {
    return this.#entries;
  }

  /** The entry for a caption, counted as used. */
  take(caption: string): ScriptEntry | undefined {
    const entry = this.#entries.find(({ match, regex }) =>
      regex ? new RegExp(match, "u").test(caption) : caption.includes(match),
    );
    if (entry?.times !== undefined) {
      entry.times -= 1;
      if (entry.times === 0) this.#entries = this.#entries.filter((other) => other !== entry);
    }
    return entry;
  }
}
