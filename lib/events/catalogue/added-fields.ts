import type { MigrationStep } from "./definition.ts";

/** The step to a version that only has these fields more, all of them optional. */
export function addedFields(from: string, to: string, fields: object): MigrationStep {
  return {
    from,
    to,
    up: (payload) => payload,
    down: (payload) =>
      Object.fromEntries(Object.entries(payload).filter(([key]) => !(key in fields))),
  };
}
