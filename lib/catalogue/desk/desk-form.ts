import * as z from "zod";
import { toMajor } from "#lib/money.ts";
import type { DeskProduct } from "./desk-product.ts";
import type { Edit, EditOutcome, KeptField } from "./edit-product.ts";
import {
  DESK_FIELDS,
  type DeskField,
  type FieldProblemCode,
  type TypedChanges,
} from "./typed-changes.ts";

/** Every field as text, as a form holds it. */
export type FormValues = Record<DeskField, string>;

export type ReadForm = Pick<Edit, "revision" | "changes"> & {
  keep: KeptField[];
  typed: FormValues;
  was: FormValues;
  /** Fields whose text is not the one that the page came with. */
  touched: DeskField[];
};

/** A field that both have changed: what she typed, and what stands there now. */
export type Clash = { field: DeskField; mine: string; theirs: string };

/** What the form shows after it was sent; before that, `kind` is `open`. */
export type FormState = {
  kind: "open" | "changed" | "unchanged" | "invalid" | "conflict" | "not_found";
  values: FormValues;
  /** What stands there, so that only what differs from it is sent as a change. */
  was: FormValues;
  revision: number;
  problems: Partial<Record<DeskField, FieldProblemCode>>;
  clashes: Clash[];
};

export function toFormValues({ fields, shopCurrency }: DeskProduct): FormValues {
  const { title, description, price, sizes, category, tags } = fields;
  return {
    title: title.value,
    description: description.value,
    price: price.value === null ? "" : String(toMajor(price.value)),
    currency: price.value?.currency ?? shopCurrency,
    sizes: sizes.value.join(", "),
    category: category.value,
    tags: tags.value.join(", "),
  };
}

export function openForm(product: DeskProduct): FormState {
  const values = toFormValues(product);
  const { revision } = product;
  return { kind: "open", values, was: values, revision, problems: {}, clashes: [] };
}

const MAX_TEXT = 8_000;
const text = z
  .string()
  .max(MAX_TEXT)
  .transform((typed) => typed.replaceAll(/\r\n?/g, "\n"))
  .catch("");
const revision = z.coerce.number().int().min(0).max(2_147_483_647).catch(0);
const kept = z.enum(["title", "description", "price", "sizes", "category", "tags"]);

/** Reads a sent form: a field is a change where it differs from what the page came with. */
export function readDeskForm(form: FormData): ReadForm {
  const read = (name: string) => text.parse(form.get(name) ?? "");
  const valuesOf = (prefix: string): FormValues =>
    // One entry for each field of the list.
    Object.fromEntries(DESK_FIELDS.map((field) => [field, read(prefix + field)])) as FormValues;
  const typed = valuesOf("");
  const was = valuesOf("was.");
  const touched = DESK_FIELDS.filter((field) => form.has(field) && typed[field] !== was[field]);
  const changes: TypedChanges = Object.fromEntries(touched.map((field) => [field, typed[field]]));
  for (const field of DESK_FIELDS)
    if (form.getAll("back").includes(field)) Object.assign(changes, { [field]: null });
  const keep = form.getAll("keep").flatMap((field) => kept.safeParse(field).data ?? []);
  return { revision: revision.parse(form.get("revision")), changes, keep, typed, was, touched };
}

/** The form as it comes back: nothing that was typed is lost, whatever came of it. */
export function stateAfterEdit(read: ReadForm, outcome: EditOutcome): FormState {
  const { kind } = outcome;
  const { typed, was, touched, revision } = read;
  const state = { kind, problems: {}, clashes: [] };
  if (outcome.kind === "not_found") return { ...state, values: typed, was, revision };
  if (outcome.kind === "invalid") {
    const problems = Object.fromEntries(
      outcome.problems.map(({ field, problem }) => [field, problem]),
    );
    return { ...state, problems, values: typed, was, revision };
  }
  const now = openForm(outcome.product);
  if (outcome.kind !== "conflict") return { ...now, kind };
  const mine = Object.fromEntries(touched.map((field) => [field, typed[field]]));
  const values = { ...now.values, ...mine };
  return { ...now, kind, values, clashes: clashesWith(now.values, { values, touched }) };
}

/** Where what she typed is not what stands there now. */
export function clashesWith(
  theirs: FormValues,
  { values, touched }: { values: FormValues; touched: readonly DeskField[] },
): Clash[] {
  return touched
    .filter((field) => values[field] !== theirs[field])
    .map((field) => ({ field, mine: values[field], theirs: theirs[field] }));
}
