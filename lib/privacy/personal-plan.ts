import * as z from "zod";
import { definitionOf, isEventType } from "../events/catalogue/catalogue.ts";
import { findBaseVersion, findPayloadSchema } from "../events/known-versions.ts";
import { eventMetadata } from "../events/metadata.ts";

/** What of a value is personal: all of it, nothing, or what its members say. */
export type PersonalPlan =
  | { kind: "personal" }
  | { kind: "clear" }
  | { kind: "object"; members: ReadonlyMap<string, PersonalPlan>; others: PersonalPlan }
  | { kind: "list"; items: PersonalPlan };

const PERSONAL: PersonalPlan = { kind: "personal" };
const CLEAR: PersonalPlan = { kind: "clear" };

type Schema = z.core.JSONSchema._JSONSchema;

/**
 * Reads off a schema what can hold personal data: what is marked, and whatever it has no word for,
 * since nobody here can know what another system puts there.
 */
export function planOf(schema: z.ZodType): PersonalPlan {
  return compile(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }));
}

function compile(schema: Schema): PersonalPlan {
  if (typeof schema === "boolean") return schema ? PERSONAL : CLEAR;
  if (schema["personal"] === true) return PERSONAL;
  const choices = (schema.anyOf ?? schema.oneOf)?.filter((choice) => !isNull(choice));
  if (choices !== undefined) return compileChoice(choices);
  if (schema.const !== undefined || schema.enum !== undefined) return CLEAR;
  if (schema.type === "object") return compileObject(schema);
  if (schema.type === "array") {
    const { items } = schema;
    if (items === undefined || Array.isArray(items)) return PERSONAL;
    const plan = compile(items);
    return plan.kind === "clear" ? CLEAR : { kind: "list", items: plan };
  }
  return schema.type === undefined ? PERSONAL : CLEAR;
}

function compileObject({ properties = {}, additionalProperties }: Exclude<Schema, boolean>) {
  const members = Object.entries(properties).map(
    ([name, member]) => [name, compile(member)] as const,
  );
  const others =
    typeof additionalProperties === "object" ? compile(additionalProperties) : PERSONAL;
  return { kind: "object", members: new Map(members), others } as const;
}

/** Several forms of which one is personal somewhere are personal as a whole. */
function compileChoice(choices: readonly Schema[]): PersonalPlan {
  const [first = CLEAR, ...rest] = choices.map(compile);
  if (rest.length === 0) return first;
  return [first, ...rest].every(({ kind }) => kind === "clear") ? CLEAR : PERSONAL;
}

const isNull = (schema: Schema) => typeof schema !== "boolean" && schema.type === "null";

let metadataPlan: PersonalPlan | undefined;

/** The envelope's part, the same for every type. */
export function planOfMetadata(): PersonalPlan {
  metadataPlan ??= planOf(eventMetadata);
  return metadataPlan;
}

const payloadPlans = new Map<string, PersonalPlan>();

/** The payload's part; of a type or major that nobody here knows, all of it is personal. */
export function planOfPayload(eventType: string, eventVersion: string): PersonalPlan {
  if (!isEventType(eventType)) return PERSONAL;
  const definition = definitionOf(eventType);
  const base =
    eventVersion === definition.version ? eventVersion : findBaseVersion(definition, eventVersion);
  if (base === undefined) return PERSONAL;
  const key = `${eventType} ${base}`;
  const known = payloadPlans.get(key);
  if (known !== undefined) return known;
  const schema = findPayloadSchema(definition, base);
  const plan = schema === undefined ? PERSONAL : planOf(schema);
  payloadPlans.set(key, plan);
  return plan;
}
