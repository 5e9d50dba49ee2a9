import type { CaptionReading } from "#lib/captions/caption-reading.ts";
import { readCaption } from "#lib/captions/read-caption.ts";
import { sameKind } from "./kind.ts";
import type { CaptionRecord } from "./record.ts";

export const fieldNames = ["price", "currency", "sizes", "product_type", "category"] as const;
export type FieldName = (typeof fieldNames)[number];

export type Score = { right: number; of: number; accuracy: number };

export type Miss = {
  record: CaptionRecord;
  field: FieldName;
  got: string;
  expected: string;
  rule: string;
};

export type Evaluation = {
  n: number;
  fields: Record<FieldName, Score> & { false_price: { count: number; of: number } };
  /** Prices marked at 0.9 or more, and how many of them are right. */
  sure: Score;
  groups: {
    kind: "difficulty" | "source" | "phenomenon";
    name: string;
    scores: Record<FieldName, Score>;
  }[];
  misses: Miss[];
};

const PRICE_TOLERANCE = 0.005;

function sameSet(left: readonly string[], right: readonly string[]): boolean {
  const first = new Set(left);
  const second = new Set(right);
  return first.size === second.size && [...first].every((value) => second.has(value));
}

/** Whether each field of a reading is what the label says (GUIDELINES.md section 6). */
export function judge(record: CaptionRecord, reading: CaptionReading): Record<FieldName, boolean> {
  const { expected, accept } = record;
  const price = reading.price?.value ?? null;
  const priced = expected.price !== null && price !== null;
  const kind = reading.productType?.value ?? null;
  const kinds =
    expected.product_type === null ? [] : [expected.product_type, ...accept.product_type];
  return {
    price: priced
      ? Math.abs((price ?? 0) - (expected.price ?? 0)) <= PRICE_TOLERANCE
      : expected.price === price,
    currency:
      (expected.price === null && price === null) ||
      (reading.currency?.value ?? null) === expected.currency,
    sizes: sameSet(reading.sizes.value, expected.sizes),
    product_type:
      kind === null ? expected.product_type === null : kinds.some((other) => sameKind(other, kind)),
    category: [expected.category, ...accept.category].includes(reading.category.value),
  };
}

function shown(
  record: CaptionRecord,
  reading: CaptionReading,
): Record<FieldName, { got: unknown; expected: unknown; rule: string }> {
  const { expected } = record;
  return {
    price: {
      got: reading.price?.value ?? null,
      expected: expected.price,
      rule: reading.price?.rule ?? "price.none",
    },
    currency: {
      got: reading.currency?.value ?? null,
      expected: expected.currency,
      rule: reading.currency?.rule ?? "currency.none",
    },
    sizes: { got: reading.sizes.value, expected: expected.sizes, rule: reading.sizes.rule },
    product_type: {
      got: reading.productType?.value ?? null,
      expected: expected.product_type,
      rule: reading.productType?.rule ?? "type.none",
    },
    category: {
      got: reading.category.value,
      expected: expected.category,
      rule: reading.category.rule,
    },
  };
}

function scoreOf(right: number, of: number): Score {
  return { right, of, accuracy: of === 0 ? 1 : Math.round((right / of) * 10_000) / 10_000 };
}

type Judged = {
  record: CaptionRecord;
  reading: CaptionReading;
  verdict: Record<FieldName, boolean>;
};

function scoresOf(judged: readonly Judged[]): Record<FieldName, Score> {
  const of = (field: FieldName): Score =>
    scoreOf(judged.filter(({ verdict }) => verdict[field]).length, judged.length);
  return {
    price: of("price"),
    currency: of("currency"),
    sizes: of("sizes"),
    product_type: of("product_type"),
    category: of("category"),
  };
}

function groupsOf(judged: readonly Judged[]): Evaluation["groups"] {
  const groups = new Map<string, Judged[]>();
  const put = (key: string, entry: Judged): void => {
    const list = groups.get(key);
    if (list === undefined) groups.set(key, [entry]);
    else list.push(entry);
  };
  for (const entry of judged) {
    put(`difficulty ${entry.record.difficulty}`, entry);
    put(`source ${entry.record.source.startsWith("real:") ? "real" : entry.record.source}`, entry);
    for (const name of entry.record.phenomena) put(`phenomenon ${name}`, entry);
  }
  return [...groups].map(([key, entries]) => {
    const kind = key.startsWith("difficulty")
      ? "difficulty"
      : key.startsWith("source")
        ? "source"
        : "phenomenon";
    return { kind, name: key.slice(key.indexOf(" ") + 1), scores: scoresOf(entries) };
  });
}

function missesOf({ record, reading, verdict }: Judged): Miss[] {
  const values = shown(record, reading);
  return fieldNames
    .filter((field) => !verdict[field])
    .map((field) => ({
      record,
      field,
      got: JSON.stringify(values[field].got),
      expected: JSON.stringify(values[field].expected),
      rule: values[field].rule,
    }));
}

/** Reads every caption with the rules and counts what is right. */
export function evaluate(records: readonly CaptionRecord[]): Evaluation {
  const judged = records.map((record) => {
    const reading = readCaption(record.caption, { country: record.seller_country });
    return { record, reading, verdict: judge(record, reading) };
  });
  const unpriced = judged.filter(({ record }) => record.expected.price === null);
  const sure = judged.filter(
    ({ reading }) => reading.price !== null && reading.price.confidence >= 0.9,
  );
  return {
    n: records.length,
    fields: {
      ...scoresOf(judged),
      false_price: {
        count: unpriced.filter(({ reading }) => reading.price !== null).length,
        of: unpriced.length,
      },
    },
    sure: scoreOf(sure.filter(({ verdict }) => verdict.price).length, sure.length),
    groups: groupsOf(judged),
    misses: judged.flatMap(missesOf),
  };
}
