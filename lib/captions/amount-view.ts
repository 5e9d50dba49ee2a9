import type { Amount } from "./amounts.ts";
import { isMarked } from "./amounts.ts";
import type { Cue } from "./lexicon/cues.ts";
import type { Product } from "./product.ts";
import type { Scan } from "./scan.ts";
import { hasCue } from "./scan.ts";
import type { Token } from "./tokens.ts";

/** How many tokens around an amount are looked at: bounds the work, far beyond what captions need. */
const NEAR = 16;
const FAR = 60;

/** What stands around one amount: all questions the role rules may ask. */
export class AmountView {
  readonly scan: Scan;
  readonly amount: Amount;
  readonly index: number;
  readonly product: Product;
  readonly marked: boolean;
  private readonly nouns: ReadonlySet<number>;

  constructor(
    place: { scan: Scan; index: number; product: Product; nouns: ReadonlySet<number> },
    amount: Amount,
  ) {
    this.scan = place.scan;
    this.index = place.index;
    this.product = place.product;
    this.nouns = place.nouns;
    this.amount = amount;
    this.marked = isMarked(amount);
  }

  token(offset: number): Token | undefined {
    return offset < 0
      ? this.scan.tokens[this.amount.from + offset]
      : this.scan.tokens[this.amount.to + offset];
  }

  /** The text of the nth token before (negative) or after (positive) the amount. */
  text(offset: number): string {
    return this.token(offset)?.text ?? "";
  }

  get digits(): string {
    return this.scan.tokens[this.amount.at]?.text ?? "";
  }

  /** Distance in words back to a cue of the same clause, not past another price or product; else 0. */
  before(cue: Cue, reach: number, pastNoun = false): number {
    const { scan, amount } = this;
    if (!scan.present.has(cue)) return 0;
    let words = 0;
    for (
      let at = amount.from - 1;
      at >= Math.max(0, amount.from - NEAR) && words < reach;
      at -= 1
    ) {
      if (scan.clause[at] !== scan.clause[amount.from] || this.blocks(at)) return 0;
      const token = scan.tokens[at];
      if (token?.kind === "word" || token?.kind === "emoji") words += 1;
      if (hasCue(scan, at, cue) && !this.nouns.has(at)) return words || 1;
      if (!pastNoun && this.nouns.has(at)) return 0;
    }
    return 0;
  }

  /** Distance in words on to a cue of the same clause, not past another price or product; else 0. */
  after(cue: Cue, reach: number, pastNoun = false): number {
    const { scan, amount } = this;
    if (!scan.present.has(cue)) return 0;
    let words = 0;
    for (
      let at = amount.to + 1;
      at < Math.min(scan.tokens.length, amount.to + NEAR) && words < reach;
      at += 1
    ) {
      if (scan.clause[at] !== scan.clause[amount.to] || this.blocks(at)) return 0;
      const token = scan.tokens[at];
      if (token?.kind === "word" || token?.kind === "emoji") words += 1;
      if (hasCue(scan, at, cue) && !this.nouns.has(at)) return words || 1;
      if (!pastNoun && this.nouns.has(at)) return 0;
    }
    return 0;
  }

  /** Whether the sentence holds the cue at all. */
  inSentence(cue: Cue): boolean {
    const { scan, amount } = this;
    if (!scan.present.has(cue)) return false;
    const sentence = scan.sentence[amount.from];
    for (
      let at = amount.from - 1;
      at >= Math.max(0, amount.from - FAR) && scan.sentence[at] === sentence;
      at -= 1
    )
      if (hasCue(scan, at, cue)) return true;
    for (
      let at = amount.to + 1;
      at < Math.min(scan.tokens.length, amount.to + FAR) && scan.sentence[at] === sentence;
      at += 1
    )
      if (hasCue(scan, at, cue)) return true;
    return false;
  }

  private blocks(at: number): boolean {
    const other = this.scan.amounts[this.scan.amountAt[at] ?? -1];
    return other !== undefined && other !== this.amount && (isMarked(other) || other.grouped);
  }

  /** No earlier number of the caption looks like money. */
  isFirstMoney(): boolean {
    return !this.scan.amounts
      .slice(0, this.index)
      .some((other) => isMarked(other) || other.grouped || other.value >= 1000);
  }

  isNoun(at: number): boolean {
    return this.nouns.has(at);
  }

  /** A product is named in the same clause before the amount. */
  nounBefore(): boolean {
    const { scan, amount } = this;
    for (
      let at = amount.from - 1;
      at >= Math.max(0, amount.from - FAR) && scan.clause[at] === scan.clause[amount.from];
      at -= 1
    )
      if (this.nouns.has(at)) return true;
    return false;
  }

  /** Nothing else in the clause but signs. */
  isAlone(): boolean {
    return this.emptyUntil(-1) && this.emptyUntil(1);
  }

  startsClause(): boolean {
    return this.emptyUntil(-1);
  }

  endsClause(): boolean {
    return this.emptyUntil(1);
  }

  private emptyUntil(step: 1 | -1): boolean {
    const { scan, amount } = this;
    const from = step === 1 ? amount.to : amount.from;
    for (
      let at = from + step, seen = 0;
      at >= 0 && at < scan.tokens.length && seen < NEAR;
      at += step, seen += 1
    ) {
      const token = scan.tokens[at];
      if (token === undefined || token.kind === "line" || scan.clause[at] !== scan.clause[from])
        return true;
      if (!isSign(token)) return false;
    }
    return true;
  }
}

function isSign(token: Token): boolean {
  return (
    token.kind === "mark" ||
    token.kind === "emoji" ||
    token.kind === "phone" ||
    token.kind === "tag"
  );
}
