import type { Comparison, Report } from "./benchmark.ts";
import type { Machine } from "./machine.ts";

export function formatMachine(machine: Machine): string {
  const { cores, model, memoryGiB, node, loadBefore } = machine;
  return `${cores} cores (${model}), ${memoryGiB} GiB, Node ${node}, load ${loadBefore} before the start`;
}

export function formatReport(report: Report): string {
  const parts = [`${report.name}: ${report.title}`, ""];
  if (report.comparisons.length > 0) parts.push(compared(report.comparisons), "");
  if (report.figures.length > 0) parts.push(figures(report), "");
  for (const note of report.notes) parts.push(`- ${note}`);
  return parts.join("\n").trimEnd();
}

function compared(comparisons: Comparison[]): string {
  const header = ["", "unit", "ours", "peer or limit", "its value", "ratio", "wanted", ""];
  const lines = comparisons.map(({ what, unit, ours, peer, ratio, wanted, isCost = false }) => [
    what,
    unit,
    formatNumber(ours),
    peer.name,
    formatNumber(peer.value),
    ratio.toFixed(2),
    wanted === null ? "" : `${isCost ? "<=" : ">="} ${wanted}`,
    wanted === null ? "" : (isCost ? ratio <= wanted : ratio >= wanted) ? "reached" : "MISSED",
  ]);
  return formatTable([header, ...lines]);
}

function figures(report: Report): string {
  return formatTable(
    report.figures.map(({ what, value, unit }) => [what, formatNumber(value), unit]),
  );
}

function formatTable(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function formatNumber(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toString();
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
