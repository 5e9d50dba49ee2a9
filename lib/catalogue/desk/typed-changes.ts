import * as z from "zod";
import { parseSizes } from "#lib/assembly/external/parse-sizes.ts";
import { categorySchema } from "#lib/captions/caption-reading.ts";

export const MAX_TITLE = 255;
export const MAX_DESCRIPTION = 1_000;
const MAX_LIST_TEXT = 2_000;
const MAX_TAGS = 20;
const MAX_TAG_LENGTH = 60;

/** What is wrong with a field, as a word that a page has a sentence for in each language. */
export const FIELD_PROBLEMS = [
  "empty",
  "too_long",
  "unreadable",
  "too_high",
  "decimals",
  "unknown",
] as const;
export type FieldProblemCode = (typeof FIELD_PROBLEMS)[number];

/** Controls and the marks that reorder or hide text; a line break stays where lines are. */
const UNSEEN = /[^\P{Cc}\n]|[\u00AD\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/gu;

const seen = (text: string) =>
  text
    .toWellFormed()
    .normalize("NFC")
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll("\t", " ")
    .replaceAll(UNSEEN, "");

const text = z.string({ error: "unreadable" });
const oneLine = text.transform((typed) => seen(typed).replaceAll(/\s+/g, " ").trim());
const lines = text.transform((typed) => seen(typed).trim());
const list = z
  .union([text.max(MAX_LIST_TEXT, "too_long"), z.array(text).max(100, "too_long")], "unreadable")
  .transform((typed) => seen(typeof typed === "string" ? typed : typed.join(",")));

const KNOWN_CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

const fields = {
  title: oneLine.pipe(z.string().min(1, "empty").max(MAX_TITLE, "too_long")),
  description: lines.pipe(z.string().max(MAX_DESCRIPTION, "too_long")),
  /** Major units, read once the currency is known. */
  price: z.union(
    [
      z.number(),
      text
        .trim()
        .min(1, "empty")
        .max(100, "unreadable")
        .regex(/^[^-]*\d[^-]*$/, "unreadable"),
    ],
    "unreadable",
  ),
  currency: text
    .transform((typed) => typed.trim().toUpperCase())
    .refine((code) => KNOWN_CURRENCIES.has(code), "unknown"),
  sizes: list.transform((typed, ctx) => {
    const sizes = parseSizes(typed);
    const given = typed.split(/[,;/|\n]/).filter((size) => size.trim() !== "");
    if (sizes.length === 0 && given.length > 0)
      ctx.addIssue({ code: "custom", message: "unreadable" });
    return sizes;
  }),
  category: text.pipe(z.enum(categorySchema.options, { error: "unknown" })),
  tags: list
    .transform((typed) => [
      ...new Set(
        typed
          .split(/[,;\n#]/)
          .map((tag) => tag.replaceAll(/\s+/g, " ").trim().toLowerCase())
          .filter(Boolean),
      ),
    ])
    .pipe(z.array(z.string().max(MAX_TAG_LENGTH, "too_long")).max(MAX_TAGS, "too_long")),
};

const orBack = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().optional();

const changesSchema = z.object({
  title: orBack(fields.title),
  description: orBack(fields.description),
  price: orBack(fields.price),
  currency: orBack(fields.currency),
  sizes: orBack(fields.sizes),
  category: orBack(fields.category),
  tags: orBack(fields.tags),
});

/** Fields as they were typed; a null gives a field back to the machine, an absent one stays as it is. */
export type TypedChanges = z.input<typeof changesSchema>;
export type ReadChanges = z.output<typeof changesSchema>;
export type DeskField = keyof ReadChanges;

export type DeskProblem = { field: DeskField; problem: FieldProblemCode };

/** Reads what was typed, or says of each field what is wrong with it. */
export function readTypedChanges(
  typed: TypedChanges,
): { changes: ReadChanges } | { problems: DeskProblem[] } {
  const parsed = changesSchema.safeParse(typed);
  if (parsed.success) return { changes: parsed.data };
  const problems = new Map<DeskField, FieldProblemCode>();
  for (const { path, message } of parsed.error.issues) {
    const field = DESK_FIELDS.find((name) => name === path[0]);
    if (field === undefined || problems.has(field)) continue;
    problems.set(field, FIELD_PROBLEMS.find((code) => code === message) ?? "unreadable");
  }
  return { problems: [...problems].map(([field, problem]) => ({ field, problem })) };
}

export const DESK_FIELDS = [
  "title",
  "description",
  "price",
  "currency",
  "sizes",
  "category",
  "tags",
] as const satisfies readonly DeskField[];
