import * as z from "zod";
import type { Page } from "./word-reader.ts";

/** What the reading process is asked: one page at a time. */
export type WordsRequest = { kind: "read"; page: Page };

const MAX_LINES = 40;

/** Answers come from a process that has read a stranger's picture, so they are parsed like any input. */
export const wordsAnswer = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("words"),
    lines: z
      .array(z.strictObject({ text: z.string().max(1_000), confidence: z.number().min(0).max(1) }))
      .max(MAX_LINES),
  }),
  z.strictObject({ kind: z.literal("absent"), reason: z.string().max(500) }),
]);

export type WordsAnswer = z.infer<typeof wordsAnswer>;
