import type { PersonalData, SealableRow, SealedRow } from "#db/personal-data.ts";
import type { Clock } from "../clock.ts";
import type { DataKey, KeyRing } from "./key-ring.ts";
import { DAY_SUBJECT } from "./key-store.ts";
import { planOfMetadata, planOfPayload } from "./personal-plan.ts";
import { seal, SealBrokenError, unseal } from "./seal.ts";
import { putBack, takeOut, type TakenOut } from "./split-personal.ts";

/** The member of an object that holds what was taken out of it. */
export const SEALED = "$enc";
const ERASED = "erased";

/** A column of the log as far as it lies in clear. */
export function withoutSealed(column: Fields): Fields {
  if (!(SEALED in column)) return column;
  const { [SEALED]: _, ...clear } = column;
  return clear;
}
const COLUMNS = ["metadata", "payload"] as const;
type Column = (typeof COLUMNS)[number];
type Fields = Record<string, unknown>;

/**
 * Personal fields of the log under a key of their seller's own. Each column holds what is clear as
 * it is, and beside it one sealed text with all the rest, bound to table, column, seller and event.
 */
export function openPersonalData({ keys, clock }: { keys: KeyRing; clock: Clock }): PersonalData {
  return {
    async protect(rows) {
      const today = DAY_SUBJECT + clock().toISOString().slice(0, 10);
      const split = rows.map((row) => ({
        row,
        parts: splitRow(row),
        subject: subjectOf(row, today),
      }));
      const personal = split.filter(({ parts }) => parts.length > 0);
      if (personal.length === 0) return [...rows];
      const found = await keys.forSealing(personal.map(({ subject }) => subject));
      return split.map(({ row, parts, subject }) =>
        parts.length === 0 ? row : { ...row, ...sealParts(parts, { row, subject, keys: found }) },
      );
    },
    async reveal(rows) {
      const split = rows.map((row) => ({ row, parts: findSealed(row) }));
      const subjects = split.flatMap(({ parts }) => parts.flatMap(({ subject }) => subject ?? []));
      const found = subjects.length > 0 ? await keys.forOpening(subjects) : NO_KEYS;
      return split.map(({ row, parts }) => ({
        ...row,
        ...openParts(parts, { row, keys: found }),
        erased: parts.some(({ subject }) => keyOf(subject, found) === "destroyed"),
      }));
    },
  };
}

type Keys = ReadonlyMap<string, DataKey>;
const NO_KEYS: Keys = new Map();

const subjectOf = ({ sellerId }: SealableRow, today: string) => sellerId?.toLowerCase() ?? today;

/** The columns of a row that hold something personal, taken apart. */
type SplitColumn = { column: Column; clear: Fields; taken: TakenOut[] };

function splitRow({ eventType, eventVersion, metadata, payload }: SealableRow): SplitColumn[] {
  const parts: SplitColumn[] = [
    { column: "metadata", ...takeOut(metadata, planOfMetadata()) },
    { column: "payload", ...takeOut(payload, planOfPayload(eventType, eventVersion)) },
  ];
  return parts.filter(({ taken }) => taken.length > 0);
}

function sealParts(
  parts: readonly SplitColumn[],
  { row, subject, keys }: { row: SealableRow; subject: string; keys: Keys },
): Partial<Record<Column, Fields>> {
  const key = keyOf(subject, keys);
  const sealed: Partial<Record<Column, Fields>> = {};
  for (const { column, clear, taken } of parts) {
    const place = placeOf(column, { subject, eventId: row.eventId });
    const text =
      key === "destroyed" ? ERASED : `v1.${subject}.${seal(JSON.stringify(taken), { key, place })}`;
    sealed[column] = { ...clear, [SEALED]: text };
  }
  return sealed;
}

const FORM = /^v1\.([^.]+)\.([\w-]+)$/;

/** A null subject stands for what was written after its seller was erased. */
type SealedColumn = { column: Column; subject: string | null; text: string };

function findSealed(row: SealedRow): SealedColumn[] {
  const parts: SealedColumn[] = [];
  for (const column of COLUMNS) {
    const sealed = row[column][SEALED];
    if (sealed === undefined) continue;
    if (sealed === ERASED) {
      parts.push({ column, subject: null, text: "" });
      continue;
    }
    const [, subject, text] = (typeof sealed === "string" && FORM.exec(sealed)) || [];
    if (subject === undefined || text === undefined || !isSubjectOf(row, subject))
      throw new SealBrokenError(`${column} of event ${row.eventId} holds no seal of its own`);
    parts.push({ column, subject, text });
  }
  return parts;
}

/** Another seller's text does not open here, though her key would open it. */
function isSubjectOf({ sellerId }: SealedRow, subject: string): boolean {
  if (sellerId === undefined) return true;
  return sellerId === null ? subject.startsWith(DAY_SUBJECT) : subject === sellerId;
}

function openParts(
  parts: readonly SealedColumn[],
  { row, keys }: { row: SealedRow; keys: Keys },
): Partial<Record<Column, Fields>> {
  const opened: Partial<Record<Column, Fields>> = {};
  for (const { column, subject, text } of parts) {
    const clear = withoutSealed(row[column]);
    const key = keyOf(subject, keys);
    if (subject === null || key === "destroyed") {
      opened[column] = clear;
      continue;
    }
    const place = placeOf(column, { subject, eventId: row.eventId });
    // Only what was sealed here opens, and that is a list of what was taken out.
    const taken = JSON.parse(unseal(text, { key, place }).toString()) as TakenOut[];
    opened[column] = putBack(clear, taken);
  }
  return opened;
}

/** The ring gives every key that it was asked for, or throws. */
function keyOf(subject: string | null, keys: Keys): DataKey {
  const key = subject === null ? "destroyed" : keys.get(subject);
  if (key === undefined) throw new Error(`no key came back for ${subject}`);
  return key;
}

function placeOf(column: Column, { subject, eventId }: { subject: string; eventId: string }) {
  return `events|${column}|${subject}|${eventId.toLowerCase()}`;
}

/**
 * The columns of a row without whatever lies there in clear though it is personal, for a seller whose
 * key is destroyed: what was written before it was sealed. Undefined where there is no such thing.
 */
export function redact(row: SealableRow): Pick<SealableRow, Column> | undefined {
  const [{ [SEALED]: _, ...metadata }, { [SEALED]: __, ...payload }] = [row.metadata, row.payload];
  const parts = splitRow({ ...row, metadata, payload });
  if (parts.length === 0) return undefined;
  const redacted = parts.map(({ column, clear }) => [column, { ...clear, [SEALED]: ERASED }]);
  return { metadata: row.metadata, payload: row.payload, ...Object.fromEntries(redacted) };
}
