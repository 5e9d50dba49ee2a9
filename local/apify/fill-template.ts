/**
 * Apify's webhook templates: JSON in which `{{path.to.value}}` outside of strings stands for that
 * value as JSON. Inside strings it is text, unless `inStrings` asks for it to be filled in as well.
 */
export function fillTemplate(
  template: string,
  variables: Record<string, unknown>,
  inStrings: boolean,
): string {
  return template.replace(
    /"(?:[^"\\]|\\.)*"|\{\{\s*([\w.]+)\s*\}\}/g,
    (match, path: string | undefined) => {
      if (path !== undefined) return JSON.stringify(pick(variables, path) ?? null);
      return inStrings ? fillString(match, variables) : match;
    },
  );
}

function fillString(literal: string, variables: Record<string, unknown>): string {
  return literal.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_match, path: string) => {
    const value = pick(variables, path);
    const text = typeof value === "string" ? value : JSON.stringify(value ?? null);
    return JSON.stringify(text).slice(1, -1);
  });
}

function pick(variables: Record<string, unknown>, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (value, name) =>
        typeof value === "object" && value !== null
          ? Object.entries(value).find(([key]) => key === name)?.[1]
          : undefined,
      variables,
    );
}
