import * as z from "zod";

const node = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  enum: z.array(z.unknown()).optional(),
});

/**
 * An answer of the schema's form with nothing in it: null where that is allowed, otherwise the
 * emptiest value of the type.
 */
export function emptyAnswer(schema: unknown): unknown {
  const parsed = node.safeParse(schema);
  if (!parsed.success) return null;
  const { type, properties = {}, anyOf, enum: options } = parsed.data;
  const types = Array.isArray(type) ? type : [type];
  if (types.includes("null") || anyOf?.some((branch) => emptyAnswer(branch) === null)) return null;
  if (anyOf) return emptyAnswer(anyOf[0]);
  if (options) return options.at(-1);
  if (types[0] === "object")
    return Object.fromEntries(
      Object.entries(properties).map(([name, child]) => [name, emptyAnswer(child)]),
    );
  return EMPTY_OF_TYPE[types[0] ?? ""] ?? null;
}

const EMPTY_OF_TYPE: Record<string, unknown> = {
  array: [],
  string: "",
  number: 0,
  integer: 0,
  boolean: false,
};

const document = z.object({
  caption: z.string().optional(),
  rules: z.record(z.string(), z.unknown()).optional(),
});

/** The caption in a user message: the field of that name of a JSON document, else all of it. */
export function captionOf(user: string): string {
  return documentOf(user)?.caption ?? user;
}

/**
 * What the stand-in says of itself: it knows no language, so it agrees with the text values that
 * the request proposes under `rules` and leaves the rest empty.
 */
export function echoAnswer(schema: unknown, user: string): Record<string, unknown> {
  const empty = z.record(z.string(), z.unknown()).parse(emptyAnswer(schema));
  const proposed = documentOf(user)?.rules ?? {};
  return Object.fromEntries(
    Object.entries(empty).map(([name, value]) => {
      const own = proposed[name];
      const isText = typeof own === "string" || (Array.isArray(own) && Array.isArray(value));
      return [name, isText ? own : value];
    }),
  );
}

function documentOf(user: string): z.infer<typeof document> | undefined {
  try {
    return document.parse(JSON.parse(user));
  } catch {
    return undefined;
  }
}
