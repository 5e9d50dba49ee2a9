import type { Reading } from "./caption-reading.ts";
import { isMarked } from "./amounts.ts";
import { freeSizePhrases, plusSizePhrases } from "./lexicon/size-words.ts";
import { PhraseTable } from "./phrase-table.ts";
import type { Product } from "./product.ts";
import type { Scan } from "./scan.ts";
import { spanOf } from "./scan.ts";
import { findAgeRuns } from "./size-ages.ts";
import { findBedRuns, findBraRuns } from "./size-beds.ts";
import type { SizeFamily } from "./size-family.ts";
import { sizeFamilyOf } from "./size-family.ts";
import { findLetterRuns } from "./size-letters.ts";
import { findNumberRuns } from "./size-numbers.ts";
import type { SizeRun } from "./size-run.ts";
import { valuesOf } from "./size-run.ts";
import { dropSoldOut } from "./sold-out-sizes.ts";

export type SizeReading = {
  sizes: Reading<string[]>;
  ageSized: boolean;
  /** Tokens that are sizes and so no prices. */ tokens: ReadonlySet<number>;
};

const phrases = new PhraseTable<"free" | "plus">();
phrases.addAll(freeSizePhrases, "free");
phrases.addAll(plusSizePhrases, "plus");

function findPhraseRuns(scan: Scan): SizeRun[] {
  const runs: SizeRun[] = [];
  for (let at = 0; at < scan.tokens.length; at += 1) {
    const found = phrases.match(scan.tokens, at);
    if (found === null || isNegated(scan, at) || isAsked(scan, found.end - 1)) continue;
    const chunk = {
      values: [found.value === "free" ? "Free Size" : "Plus Size"],
      from: at,
      to: found.end - 1,
      range: false,
    };
    runs.push({
      kind: found.value,
      chunks: [chunk],
      from: at,
      to: found.end - 1,
      cued: true,
      system: null,
    });
    at = found.end - 1;
  }
  return runs;
}

/** "free size? no, 38-44": a question is no answer. */
function isAsked(scan: Scan, to: number): boolean {
  return (
    scan.tokens[to + 1]?.text === "?" &&
    /^(?:no|nope|hapana|la|non|nedda|oya)$/.test(scan.tokens[to + 2]?.text ?? "")
  );
}

function isNegated(scan: Scan, at: number): boolean {
  return /^(?:not|no|a)$/.test(scan.tokens[at - 1]?.text ?? "") && scan.tokens[at]?.text === "one";
}

function findRuns(scan: Scan, family: SizeFamily): SizeRun[] {
  if (family === "none") return [];
  if (family === "bed") return findBedRuns(scan);
  const spoken = findPhraseRuns(scan);
  if (family === "bra") {
    const bras = findBraRuns(scan);
    if (bras.length > 0) return [...bras, ...spoken];
  }
  const ages = family === "ring" || family === "diapers" ? [] : findAgeRuns(scan);
  const taken = new Set(ages.flatMap((run) => tokensOf(run)));
  const numbers = findNumberRuns(scan, family).filter(
    (run) => !tokensOf(run).some((token) => taken.has(token)),
  );
  const late = family === "diapers" && numbers.length === 0 ? findAgeRuns(scan) : [];
  return [...numbers, ...findLetterRuns(scan, family), ...ages, ...late, ...spoken].toSorted(
    (left, right) => left.from - right.from,
  );
}

function tokensOf(run: SizeRun): number[] {
  return Array.from({ length: run.to - run.from + 1 }, (_, index) => run.from + index);
}

/** Sizes up to the next product that has its own price; shared ones at the end when there are none. */
function ownRuns(scan: Scan, product: Product, runs: readonly SizeRun[]): readonly SizeRun[] {
  const { primary, offered } = product;
  if (primary === null) return runs;
  const next = offered.find(
    (mention) =>
      mention.from > primary.to &&
      !isSameProduct(mention, primary) &&
      hasOwnPrice(scan, primary.to, mention),
  );
  if (next === undefined) return runs;
  const own = runs.filter(
    (run) =>
      (run.from < next.from && !leadsInto(scan, run, next.from)) ||
      isNamedBeside(scan, product, run),
  );
  if (own.length > 0) return own;
  const last = offered.at(-1);
  const shared = runs.filter(
    (run) =>
      last !== undefined &&
      run.from > last.to &&
      scan.sentence[run.from] !== scan.sentence[last.to],
  );
  return shared;
}

/** "... size 30-40 trousers": the clause names the product again. */
function isNamedBeside(scan: Scan, product: Product, run: SizeRun): boolean {
  const beside = product.offered.filter(
    (mention) => scan.clause[mention.from] === scan.clause[run.from],
  );
  return beside.length > 0 && beside.every((mention) => mention.type === product.type);
}

function isSameProduct(
  left: { type: string; model: string | null },
  right: { type: string; model: string | null },
): boolean {
  return (
    left.type === right.type &&
    (left.model === null || right.model === null || left.model === right.model)
  );
}

function leadsInto(scan: Scan, run: SizeRun, noun: number): boolean {
  return (
    scan.clause[run.from] === scan.clause[noun] &&
    !scan.amounts.some((amount) => amount.from > run.to && amount.to < noun)
  );
}

function hasOwnPrice(scan: Scan, after: number, mention: { from: number; to: number }): boolean {
  const between = scan.amounts.some(
    (amount) =>
      amount.from > after && amount.to < mention.from && (isMarked(amount) || amount.value >= 100),
  );
  return (
    between &&
    scan.amounts.some(
      (amount) => amount.from > mention.to && (isMarked(amount) || amount.value >= 100),
    )
  );
}

/** EU and UK or US numbers of the same shoe: the European ones stay. */
function oneSystem(runs: readonly SizeRun[]): SizeRun[] {
  const numbers = runs.filter((run) => run.kind === "number");
  const european = numbers.some(
    (run) =>
      run.system === "eu" ||
      (run.system === null && valuesOf(run).every((size) => Number(size) >= 33)),
  );
  if (!european || !numbers.some((run) => run.system === "other")) return [...runs];
  return runs.filter(
    (run) => run.system !== "other" || valuesOf(run).every((size) => Number(size) >= 33),
  );
}

/** S3.2 and S3.5: one system speaks; free size and numbers win over what merely describes. */
function strongest(runs: readonly SizeRun[]): readonly SizeRun[] {
  const of = (...kinds: SizeRun["kind"][]): SizeRun[] =>
    runs.filter((run) => kinds.includes(run.kind));
  const free = of("free");
  if (free.length > 0) return free;
  const explicit = of("number", "letter", "bra", "bed", "named");
  if (explicit.length > 0) return explicit;
  const ages = of("age");
  return ages.length > 0 ? ages : of("plus");
}

/** The selectable fit sizes of the product, each once, in the caption's order. */
export function findSizes(scan: Scan, product: Product): SizeReading {
  const family = sizeFamilyOf(product.type, product.category);
  const runs = findRuns(scan, family);
  const tokens = new Set(runs.flatMap(tokensOf));
  const chosen = strongest(oneSystem(ownRuns(scan, product, runs)));
  const values = [...new Set(dropSoldOut(scan, chosen))];
  const first = chosen[0];
  if (first === undefined || values.length === 0) {
    return {
      sizes: { value: [], confidence: 0.8, span: null, rule: "sizes.none" },
      ageSized: false,
      tokens,
    };
  }
  const last = chosen.at(-1) ?? first;
  const confidence = chosen.every((run) => run.cued) ? 0.95 : 0.85;
  return {
    sizes: {
      value: values,
      confidence,
      span: spanOf(scan, first.from, last.to),
      rule: `sizes.${first.kind}`,
    },
    ageSized: first.kind === "age",
    tokens,
  };
}
