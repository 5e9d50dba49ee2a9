import { deflateRawSync, inflateRawSync } from "node:zlib";
import * as z from "zod";
import type { DeskProduct } from "./desk-product.ts";
import { clashesWith, type FormState, openForm } from "./desk-form.ts";
import { DESK_FIELDS, FIELD_PROBLEMS } from "./typed-changes.ts";

const MAX_BYTES = 64 * 1024;
const field = z.enum(DESK_FIELDS);

/** What came of a form and what she had typed: kept by her own browser, and nothing of it is believed. */
const draft = z.object({
  kind: z.enum(["changed", "unchanged", "invalid", "conflict"]),
  revision: z.int().min(0),
  typed: z.partialRecord(field, z.string().max(8_000)),
  problems: z.partialRecord(field, z.enum(FIELD_PROBLEMS)),
});

/** The state of a form as text for a cookie; undefined for one that there is nothing to keep of. */
export function packDraft({
  kind,
  revision,
  values,
  was,
  problems,
}: FormState): string | undefined {
  if (kind === "open" || kind === "not_found") return undefined;
  const typed = Object.fromEntries(
    DESK_FIELDS.filter((name) => values[name] !== was[name]).map((name) => [name, values[name]]),
  );
  const kept: z.infer<typeof draft> = { kind, revision, typed, problems };
  return deflateRawSync(JSON.stringify(kept)).toString("base64url");
}

/** The form of a product as it stands now, with what she had typed over it; as if untouched without a draft. */
export function openDraft(product: DeskProduct, packed: string): FormState {
  const now = openForm(product);
  const kept = unpack(packed);
  if (kept === undefined) return now;
  const { kind, typed, problems } = kept;
  if (kind === "changed" || kind === "unchanged") return { ...now, kind };
  const values = { ...now.values, ...typed };
  if (kind === "invalid") return { ...now, kind, values, problems, revision: kept.revision };
  const touched = DESK_FIELDS.filter((name) => typed[name] !== undefined);
  return { ...now, kind, values, clashes: clashesWith(now.values, { values, touched }) };
}

function unpack(packed: string): z.infer<typeof draft> | undefined {
  try {
    const json = inflateRawSync(Buffer.from(packed, "base64url"), { maxOutputLength: MAX_BYTES });
    return draft.safeParse(JSON.parse(json.toString())).data;
  } catch {
    return undefined;
  }
}
