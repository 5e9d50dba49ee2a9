import * as z from "zod";

const recordSchema = z.object({
  id: z.string(),
  caption: z.string(),
  seller_country: z.string().nullable(),
  expected: z.object({
    price: z.number().nullable(),
    currency: z.string().nullable(),
    sizes: z.array(z.string()),
    product_type: z.string().nullable(),
    category: z.string(),
  }),
  accept: z
    .object({
      product_type: z.array(z.string()).default([]),
      category: z.array(z.string()).default([]),
    })
    .default({ product_type: [], category: [] }),
  source: z.string().default("written"),
  difficulty: z.string().default("unknown"),
  phenomena: z.array(z.string()).default([]),
});

/** One labelled caption, as GUIDELINES.md section 7 writes it. */
export type CaptionRecord = z.infer<typeof recordSchema>;

export type ParsedRecords =
  { kind: "valid"; records: CaptionRecord[] } | { kind: "invalid"; line: number; reason: string };

function parseLine(text: string): { record: CaptionRecord } | { reason: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { reason: "not JSON" };
  }
  const parsed = recordSchema.safeParse(value);
  if (parsed.success) return { record: parsed.data };
  const [issue] = parsed.error.issues;
  return {
    reason:
      issue === undefined
        ? "not a record"
        : `${issue.path.join(".") || "record"}: ${issue.message}`,
  };
}

/** Reads JSON lines; the first bad line is named with its number, counted from 1. */
export function parseRecords(text: string): ParsedRecords {
  const records: CaptionRecord[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    const parsed = parseLine(line);
    if ("reason" in parsed) return { kind: "invalid", line: index + 1, reason: parsed.reason };
    records.push(parsed.record);
  }
  return { kind: "valid", records };
}
