import type { Evaluation, FieldName, Score } from "./evaluate.ts";
import { fieldNames } from "./evaluate.ts";

function percent(score: Score): string {
  return `${(score.accuracy * 100).toFixed(1)} %`;
}

function row(name: string, scores: Record<FieldName, Score>): string {
  const cells = fieldNames.map((field) => `${scores[field].right}/${scores[field].of}`.padStart(9));
  return `  ${name.padEnd(24)}${cells.join("  ")}`;
}

function groupTable(evaluation: Evaluation, kind: Evaluation["groups"][number]["kind"]): string[] {
  const groups = evaluation.groups
    .filter((group) => group.kind === kind)
    .toSorted((left, right) => left.name.localeCompare(right.name));
  if (groups.length === 0) return [];
  const head = `  ${`by ${kind}`.padEnd(24)}${fieldNames.map((field) => field.slice(0, 9).padStart(9)).join("  ")}`;
  return ["", head, ...groups.map((group) => row(group.name, group.scores))];
}

function missLines(evaluation: Evaluation): string[] {
  const lines = ["", `misses: ${evaluation.misses.length}`];
  for (const { record, field, got, expected, rule } of evaluation.misses) {
    lines.push(
      `  ${record.id} ${field}: got ${got}, expected ${expected} [${rule}]`,
      `    ${JSON.stringify(record.caption)}`,
    );
  }
  return lines;
}

/** The evaluation as a page of text. */
export function writeReport(evaluation: Evaluation, withMisses: boolean): string {
  const { fields, sure } = evaluation;
  const lines = [`captions: ${evaluation.n}`];
  for (const field of fieldNames)
    lines.push(
      `  ${field.padEnd(14)} ${percent(fields[field]).padStart(8)}  ${fields[field].right}/${fields[field].of}`,
    );
  const { count, of } = fields.false_price;
  const share = of === 0 ? 0 : (count / of) * 100;
  lines.push(
    `  ${"false price".padEnd(14)} ${`${share.toFixed(1)} %`.padStart(8)}  ${count}/${of} captions without a price`,
  );
  lines.push(
    `  ${"sure price".padEnd(14)} ${percent(sure).padStart(8)}  ${sure.right}/${sure.of} prices marked 0.9 or more`,
  );
  lines.push(
    ...groupTable(evaluation, "difficulty"),
    ...groupTable(evaluation, "source"),
    ...groupTable(evaluation, "phenomenon"),
  );
  if (withMisses) lines.push(...missLines(evaluation));
  return `${lines.join("\n")}\n`;
}
