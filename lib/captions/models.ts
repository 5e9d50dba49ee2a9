import { isMarked } from "./amounts.ts";
import type { Mention } from "./mentions.ts";
import type { Scan } from "./scan.ts";

const MOST_MODELS = 24;
const PHONE = { type: "phone", category: "electronics" } as const;

/** "A05", "S21", "C55": one or two letters glued to one to three digits. */
function modelAt(scan: Scan, at: number): string | null {
  const letters = scan.tokens[at];
  const digits = scan.tokens[at + 1];
  if (
    letters?.kind !== "word" ||
    !/^[a-z]{1,2}$/.test(letters.text) ||
    (letters.glued && scan.tokens[at - 1]?.kind === "number")
  )
    return null;
  if (digits?.kind !== "number" || !digits.glued || !/^\d{2,3}$/.test(digits.text)) return null;
  const amount = scan.amounts[scan.amountAt[at + 1] ?? -1];
  return amount !== undefined && isMarked(amount) ? null : `${letters.text} ${digits.text}`;
}

/** A price follows within the same clause: the model is offered by itself. */
function isPriced(scan: Scan, at: number): boolean {
  return scan.amounts.some(
    (amount) =>
      amount.from > at + 1 &&
      amount.from - at <= 6 &&
      scan.clause[amount.from] === scan.clause[at] &&
      (isMarked(amount) || amount.grouped || amount.value >= 1000),
  );
}

/** "A05 430k, A15 690k": each model with a price is a product, of the kind its series names. */
export function addModels(scan: Scan, mentions: readonly Mention[]): Mention[] {
  const series = mentions.find((mention) => mention.source === "series");
  if (series === undefined && mentions.length > 0) return [...mentions];
  const kind = series ?? PHONE;
  const found: Mention[] = [];
  for (let at = 0; at < scan.tokens.length && found.length < MOST_MODELS; at += 1) {
    const model = modelAt(scan, at);
    if (
      model === null ||
      !isPriced(scan, at) ||
      mentions.some((mention) => mention.from <= at && mention.to >= at)
    )
      continue;
    if (
      mentions.some(
        (mention) =>
          mention.model?.endsWith(model) === true && mention.from < at && at - mention.from <= 4,
      )
    )
      continue;
    found.push({
      type: kind.type,
      category: kind.category,
      source: "series",
      headLast: true,
      weak: false,
      from: at,
      to: at + 1,
      name: model,
      model,
      tagged: false,
    });
  }
  // One lone model may be anything; two with prices are a price list of phones.
  if (series === undefined && found.length < 2) return [...mentions];
  return [...mentions, ...found].toSorted((left, right) => left.from - right.from);
}
