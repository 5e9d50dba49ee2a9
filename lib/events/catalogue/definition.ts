import type * as z from "zod";
import type { Topic } from "./topics.ts";

/** The change of a payload between two neighbouring versions. Steps return a new payload. */
export type MigrationStep = {
  from: string;
  to: string;
  up: (payload: Record<string, unknown>) => Record<string, unknown>;
  /** Absent where the earlier version cannot say what the later one does. */
  down?: (payload: Record<string, unknown>) => Record<string, unknown>;
};

export type EventDefinition<Payload extends z.ZodType = z.ZodType> = {
  topic: Topic;
  /** The TypeScript name of the type, an accepted alias of it on the wire. */
  name: `${string}Event`;
  /** Names beside the ones that follow from the type and its TypeScript name. */
  aliases?: readonly string[];
  /** When it happens, in one sentence for other teams. */
  summary: string;
  /** The version that is emitted now; `payload` is its schema. */
  version: string;
  payload: Payload;
  /** Schemas of the versions before, which are still read. */
  earlier?: Readonly<Record<string, z.ZodType>>;
  /** One step between each two neighbouring versions. */
  steps?: readonly MigrationStep[];
  example: z.input<Payload>;
};

/** Ties the example to the payload's type. */
export function defineEvent<Payload extends z.ZodType>(
  definition: EventDefinition<Payload>,
): EventDefinition<Payload> {
  return definition;
}
