/** `time service message key=value …` on one line, whatever the values hold. */
export function formatLogLine(
  moment: Date,
  message: string,
  fields: Record<string, unknown> = {},
): string {
  const { service = "local", ...rest } = fields;
  const pairs = Object.entries(rest)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${formatValue(value)}`);
  return [moment.toISOString(), formatValue(service), message, ...pairs].join(" ");
}

function formatValue(value: unknown): string {
  if (typeof value === "string" && /^[\w.:/@+-]+$/.test(value)) return value;
  return JSON.stringify(value instanceof Error ? String(value) : value) ?? "undefined";
}
