import type { RowChange, TableDiff } from "#lib/replay/transaction-diff.ts";
import { alignedTable } from "./aligned-table.ts";

const SHOWN = 20;
const HIDDEN = "(hidden)";

/** What would change, table by table. Words that a person may have written are not shown. */
export function tellDiff(tables: readonly TableDiff[], say: (line: string) => void): void {
  if (tables.length === 0) say("No row would change.");
  for (const { table, changes, isCut } of tables) {
    const count = (kind: RowChange["kind"]) =>
      changes.filter((change) => change.kind === kind).length;
    const least = isCut ? "at least " : "";
    say(
      `${table}: ${least}${count("added")} added, ${count("changed")} changed, ${count("removed")} removed`,
    );
    const rows = changes.slice(0, SHOWN).map(toRow);
    say(alignedTable(["", "row", "columns"], rows));
    if (changes.length > SHOWN) say(`and ${changes.length - SHOWN} more`);
    say("");
  }
}

const SIGN = { added: "+", changed: "~", removed: "-" } as const;

function toRow({ kind, key, columns }: RowChange): string[] {
  const row = Object.values(key).map(showValue).join(" ");
  const shown = columns.map(({ name, before, after }) => {
    if (kind === "added") return `${name} ${showValue(after)}`;
    return kind === "removed" ? name : `${name} ${showValue(before)} -> ${showValue(after)}`;
  });
  return [SIGN[kind], row, shown.join(", ")];
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MOMENT = /^\d{4}-\d\d-\d\d([T ][\d:.+Z-]+)?$/;
const VIDEO = /^\d{1,25}$/;
/** Two words at least, so that a handle or a single word of a caption is none. */
const NAME_OF_OURS = /^[a-z]+(?:[._][a-z]+)+$/;

/** Numbers, moments, ids and names of our own; all else may be somebody's words. */
function showValue(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "string") return HIDDEN;
  if (value === "") return '""';
  const isShown = [ID, MOMENT, VIDEO, NAME_OF_OURS].some((form) => form.test(value));
  return isShown ? value : HIDDEN;
}
