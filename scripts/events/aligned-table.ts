/** Rows under their header, each column as wide as its widest cell. */
export function alignedTable(header: readonly string[], rows: readonly string[][]): string {
  const widths = header.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const rule = widths.map((width) => "-".repeat(width));
  return [header, rule, ...rows]
    .map((cells) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "))
    .map((line) => line.trimEnd())
    .join("\n");
}

/** To the second, in UTC. */
export function formatMoment(at: Date | null): string {
  return at === null ? "" : at.toISOString().replace("T", " ").slice(0, 19);
}
