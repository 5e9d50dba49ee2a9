import type { Database, Transaction } from "#db/client.ts";
import type { Clock } from "#lib/clock.ts";
import { appendEvent } from "#lib/events/append-events.ts";
import { canonicalJson } from "#lib/ids.ts";
import { toMajor } from "#lib/money.ts";
import type { ProductKey } from "../get-product.ts";
import { deskUpdated, type Editor } from "./desk-events.ts";
import { type DeskProduct, findDeskProduct, type Override } from "./desk-product.ts";
import { holdProduct, writeOverride } from "./override-row.ts";
import {
  type DeskProblem,
  type ReadChanges,
  readTypedChanges,
  type TypedChanges,
} from "./typed-changes.ts";
import { readTypedPrice } from "./typed-price.ts";

export type KeptField = keyof DeskProduct["fields"];

export type Edit = ProductKey & {
  /** The revision of the page that she typed on. */
  revision: number;
  changes: TypedChanges;
  /** Fields that become her word as they stand now. */
  keep?: readonly KeptField[];
  by?: Editor;
};

export type EditOutcome =
  | { kind: "changed"; product: DeskProduct }
  | { kind: "unchanged"; product: DeskProduct }
  /** Somebody changed it since: how it stands now, and nothing was written. */
  | { kind: "conflict"; product: DeskProduct }
  | { kind: "invalid"; problems: DeskProblem[] }
  | { kind: "not_found" };

export type DeskPorts = { db: Database; clock: Clock };

/**
 * Makes what she typed her word, field by field, over whatever the machine says now or later. What
 * already stands there is no change; the same edit twice is one.
 */
export async function editProduct(edit: Edit, { db, clock }: DeskPorts): Promise<EditOutcome> {
  const read = readTypedChanges(edit.changes);
  if ("problems" in read) return { kind: "invalid", problems: read.problems };
  return db.transaction(async (tx) => {
    const before = await holdProduct(tx, edit);
    if (before === undefined || before.deletedAt !== null) return { kind: "not_found" };
    const price = priceAfter(before, read.changes);
    if ("problem" in price) return { kind: "invalid", problems: [price.problem] };
    const next = { ...wordsAfter(before, read.changes), ...price };
    for (const field of edit.keep ?? []) Object.assign(next, kept(field, { before, next }));
    if (canonicalJson(next) === canonicalJson(before.override))
      return { kind: "unchanged", product: before };
    if (before.revision !== edit.revision) return { kind: "conflict", product: before };
    return write(tx, { before, next, at: clock(), by: edit.by ?? {} });
  });
}

type Written = { before: DeskProduct; next: Override; at: Date; by: Editor };

async function write(tx: Transaction, { before, next, at, by }: Written): Promise<EditOutcome> {
  const isWritten = await writeOverride(tx, { key: before, seen: before.revision, next, at });
  const after = await findDeskProduct(tx, before);
  if (after === undefined) return { kind: "not_found" };
  if (!isWritten) return { kind: "conflict", product: after };
  const change = { before, override: after.override, at, by };
  const { sellerId, videoId } = before;
  await appendEvent(tx, deskUpdated(change, after), { sellerId, videoId });
  return { kind: "changed", product: after };
}

const WORDS = ["title", "description", "sizes", "category", "tags"] as const;

/** A value that stands there already does not become hers by being sent along. */
function wordsAfter(before: DeskProduct, changes: ReadChanges): Override {
  const next: Record<string, unknown> = { ...before.override };
  for (const field of WORDS) {
    const typed = changes[field];
    if (typed === null) next[field] = null;
    else if (typed !== undefined && !isSame(typed, before.fields[field].value)) next[field] = typed;
  }
  // Each field was given a value of its own type.
  return next as Override;
}

type Price = Pick<Override, "priceMinor" | "currency">;

/** Price and currency are one field: minor units mean nothing under another currency. */
function priceAfter(
  { fields, override, shopCurrency }: DeskProduct,
  changes: ReadChanges,
): Price | { problem: DeskProblem } {
  const { priceMinor, currency: held } = override;
  const shown = fields.price.value;
  if (changes.price === null || changes.currency === null)
    return { priceMinor: null, currency: null };
  if (changes.price === undefined && changes.currency === undefined)
    return { priceMinor, currency: held };
  const currency = changes.currency ?? shown?.currency ?? shopCurrency;
  const typed = changes.price ?? (shown === null ? undefined : toMajor(shown));
  // A currency alone, of something without a price, says nothing yet.
  if (typed === undefined) return { priceMinor, currency: held };
  const read = readTypedPrice(typed, currency);
  if ("problem" in read) return { problem: { field: "price", problem: read.problem } };
  if (isSame({ minor: read.minor, currency }, shown)) return { priceMinor, currency: held };
  return { priceMinor: read.minor, currency };
}

type Keeping = { before: DeskProduct; next: Override };

/** What stands there now, as her word; her own newer word goes before it. */
function kept(field: KeptField, { before, next }: Keeping): Partial<Override> {
  if (field !== "price") return next[field] === null ? { [field]: before.fields[field].value } : {};
  const shown = before.fields.price.value;
  if (shown === null || next.priceMinor !== null) return {};
  return { priceMinor: shown.minor, currency: shown.currency };
}

const isSame = (one: unknown, other: unknown) => canonicalJson(one) === canonicalJson(other);
