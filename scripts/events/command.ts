import * as z from "zod";
import type { Database } from "#db/client.ts";
import type { Privacy } from "#lib/privacy/open-privacy.ts";

export type CommandPorts = {
  db: Database;
  keys: Privacy["keys"];
  say: (line: string) => void;
};

/** Reads its arguments first, so that a wrong one is told before anything is opened; then runs. */
export type Command = (args: string[]) => (ports: CommandPorts) => Promise<number>;

/** Parses what a command was given. Throws one sentence that names what is wrong. */
export function parseGiven<Schema extends z.ZodType>(
  schema: Schema,
  given: unknown,
): z.infer<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${path.length > 0 ? `--${path.join(".")}: ` : ""}${message}`,
  );
  throw new Error(problems.join("; "));
}

const AGE = /^(\d{1,5})(m|h|d)$/;
const MS_OF_UNIT = { m: 60_000, h: 3_600_000, d: 86_400_000 };

const written = z.union([
  z.iso.date(),
  z.iso.datetime({ offset: true }),
  z.iso.datetime({ offset: true, precision: -1 }),
]);

/** A moment (ISO 8601, a date alone is its midnight in UTC) or an age such as 30m, 6h, 2d. */
export const moment = z.string().transform((text, context) => {
  const [, count, unit] = AGE.exec(text) ?? [];
  if (count !== undefined && (unit === "m" || unit === "h" || unit === "d"))
    return new Date(Date.now() - Number(count) * MS_OF_UNIT[unit]);
  if (written.safeParse(text).success) return new Date(text);
  context.addIssue({ code: "custom", message: "a moment (2026-03-01T08:00Z) or an age (6h)" });
  return z.NEVER;
});
