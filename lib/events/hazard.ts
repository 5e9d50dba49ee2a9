const MAX_DEPTH = 64;
const NUL = "\u0000";

export type Hazard = { path: string[]; message: string };

/**
 * Finds what no schema speaks of but no event may hold: nesting without end, keys that reach for
 * an object's prototype, text that a jsonb column cannot store.
 */
export function findHazard(value: unknown, depth = 0): Hazard | undefined {
  if (typeof value === "string")
    return isStorable(value) ? undefined : hazard("Invalid text: NUL or half a surrogate pair");
  if (value === null || typeof value !== "object") return undefined;
  if (depth === MAX_DEPTH) return hazard(`Nested deeper than ${MAX_DEPTH}`);
  for (const [key, member] of Object.entries(value)) {
    if (key === "__proto__" || !isStorable(key))
      return hazard("Invalid key: not a name for a field");
    const found = findHazard(member, depth + 1);
    if (found !== undefined) return { ...found, path: [key, ...found.path] };
  }
  return undefined;
}

const hazard = (message: string): Hazard => ({ path: [], message });

const isStorable = (text: string) => !text.includes(NUL) && text.isWellFormed();
