import fc from "fast-check";
import type { JsonSchema } from "#lib/events/json-schema.ts";

type Json = fc.JsonValue;
type JsonObject = Record<string, unknown>;

/** As it comes off the wire: no prototypes, no -0, nothing that JSON cannot hold. */
const offTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const isStorable = (text: string) => !text.includes("\u0000") && text.isWellFormed();

const text = fc.string({ unit: "grapheme", maxLength: 30 }).filter(isStorable);
const key = text.filter((name) => name !== "__proto__");

const anyJson: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    text,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 3 }),
  ),
})).value;

/** Instances of an event's schema, with members that the schema does not name. */
export function arbitraryEvent(schema: JsonSchema): fc.Arbitrary<JsonObject> {
  // The schema of an event is one of an object.
  return instanceOf(schema).map((event) => offTheWire(event) as JsonObject);
}

function instanceOf(schema: unknown): fc.Arbitrary<unknown> {
  if (schema === null || typeof schema !== "object") return anyJson;
  // What stands where a schema stands in a schema is one.
  const node = schema as JsonSchema;
  const { const: constant, enum: options, anyOf, type } = node;
  if (constant !== undefined) return fc.constant(constant);
  if (options !== undefined) return fc.constantFrom(...options);
  if (anyOf !== undefined) return fc.oneof(...anyOf.map(instanceOf));
  switch (String(type)) {
    case "object":
      return objectOf(node);
    case "array":
      return arrayOf(node);
    case "string":
      return textOf(node);
    case "number":
    case "integer":
      return numberOf(node);
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    default:
      return anyJson;
  }
}

function objectOf({ properties = {}, required = [], additionalProperties }: JsonSchema) {
  const named = Object.fromEntries(
    Object.entries(properties).map(([name, member]) => [name, instanceOf(member)]),
  );
  const others = fc.dictionary(
    key.filter((name) => !Object.hasOwn(properties, name)),
    instanceOf(additionalProperties),
    { maxKeys: 2 },
  );
  return fc
    .tuple(others, fc.record(named, { requiredKeys: required }))
    .map(([more, own]) => ({ ...more, ...own }));
}

function arrayOf({ items, minItems = 0, maxItems = 4 }: JsonSchema) {
  return fc.array(instanceOf(items), { minLength: minItems, maxLength: maxItems });
}

function textOf({ format, pattern, minLength = 0, maxLength = 60 }: JsonSchema) {
  if (format === "uuid") return fc.uuid();
  if (format === "date-time") return moment;
  if (pattern?.startsWith("^1\\.")) return version;
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  return fc
    .string({ unit: "grapheme", minLength, maxLength: Math.min(maxLength, 60) })
    .filter((value) => isStorable(value) && Array.from(value).length <= maxLength);
}

const moment = fc
  .tuple(
    fc.date({
      min: new Date("0001-01-01T00:00:00Z"),
      max: new Date("9999-12-31T23:59:59Z"),
      noInvalidDate: true,
    }),
    fc.constantFrom("Z", "+03:00", "-11:30"),
  )
  .map(([date, zone]) => date.toISOString().replace("Z", zone));

const version = fc
  .tuple(fc.nat(30), fc.nat(30), fc.constantFrom("", "-rc.1", "-alpha", "+build.7"))
  .map(([minor, patch, rest]) => `1.${minor}.${patch}${rest}`);

function numberOf({ type, minimum, maximum, exclusiveMinimum }: JsonSchema) {
  if (type === "integer") {
    const min = typeof exclusiveMinimum === "number" ? exclusiveMinimum + 1 : minimum;
    return fc.oneof(
      fc.integer({ min: min ?? -100, max: 100 }),
      fc.maxSafeInteger().filter((value) => value >= (min ?? value)),
    );
  }
  const bounds = {
    ...(minimum === undefined ? {} : { min: minimum }),
    ...(maximum === undefined ? {} : { max: maximum }),
  };
  return fc.double({ ...bounds, noNaN: true, noDefaultInfinity: true });
}

/** Values at the edges of what the schemas allow. */
const EDGES: readonly Json[] = [
  ...[0, 1, 64, 65, 200, 201, 255, 256, 320, 321, 1000, 1001].flatMap((length) => [
    "a".repeat(length),
    "\u{1F460}".repeat(length),
    "e\u0301".repeat(length),
  ]),
  ...["2026-02-29T00:00:00Z", "2024-02-29T00:00:00Z", "2026-06-30T23:59:60Z"],
  ...["2026-01-01T00:00:00+24:00", "2026-01-01 00:00:00Z", "2026-01-01t00:00:00z"],
  ...["2026-01-01T00:00Z", "2026-01-01T00:00:00", "0000-01-01T00:00:00Z", "2026-01-01"],
  ...["00000000-0000-0000-0000-000000000000", "urn:uuid:7c9e6679-7425-40de-944b-e07fc1f90ae7"],
  ...["11111111-1111-1111-1111-111111111111", "7C9E6679-7425-40DE-944B-E07FC1F90AE7"],
  ...["1.0", "01.0.0", "1.0.0-01", "1.0.0-rc.1+x", "2.0.0", `1.0.0-${"a".repeat(60)}`],
  ...["#FF6B6B", "#ff6b6", "UGX", "ugx", "low", "critical", "severe"],
  ...[0, 1, 6, 100, 100.5, 1.5, -1, -0.5, 2 ** 53, 1e308],
  ...[null, true, [], {}, [[]], { oldValue: 1 }, { oldValue: null, newValue: null }],
];

type Slot = { holder: JsonObject | unknown[]; key: string };

function slotsOf(value: unknown): Slot[] {
  if (value === null || typeof value !== "object") return [];
  // Arrays and plain objects alike are indexed by their keys here.
  const holder = value as JsonObject;
  return Object.keys(holder).flatMap((name) => [{ holder, key: name }, ...slotsOf(holder[name])]);
}

/** The same event with one thing changed somewhere: removed, replaced, or added. */
export function mutated(event: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> {
  return fc
    .record({
      event,
      at: fc.nat(),
      how: fc.constantFrom("remove", "replace", "replace", "edge", "edge", "edge", "add"),
      edge: fc.constantFrom(...EDGES),
      value: anyJson,
      key,
    })
    .map(({ event, at, how, edge, value, key: added }) => {
      const copy = structuredClone(event);
      const slots = slotsOf(copy);
      const slot = slots[at % slots.length];
      if (slot === undefined) return copy;
      if (how === "remove") Reflect.deleteProperty(slot.holder, slot.key);
      else if (how === "add") Reflect.set(slot.holder, added, offTheWire(value));
      else Reflect.set(slot.holder, slot.key, how === "edge" ? edge : offTheWire(value));
      return offTheWire(copy) as JsonObject;
    });
}
