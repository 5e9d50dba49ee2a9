import { describe, expect, test } from "vitest";
import * as z from "zod";
import { loggedCaption, loggedPictures, loggedTags } from "../events/catalogue/parts.ts";
import { captionPart, tagsPart, thumbnailPart } from "./part.ts";

/** The names of all members, however deep; what the values may be is looser in the log. */
function namesIn(schema: unknown): unknown {
  if (schema === null || typeof schema !== "object") return null;
  const { properties, additionalProperties, items, anyOf } = schema as z.core.JSONSchema.JSONSchema;
  if (properties !== undefined)
    return Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, namesIn(one)]));
  if (items !== undefined) return [namesIn(items)];
  if (anyOf !== undefined) return anyOf.map(namesIn).find((names) => names !== null) ?? null;
  return typeof additionalProperties === "object" ? { "*": namesIn(additionalProperties) } : null;
}

const names = (schema: z.ZodType) => namesIn(z.toJSONSchema(schema, { io: "input" }));

describe("the log keeps every field of", () => {
  test.each([
    ["a caption part", captionPart, loggedCaption],
    ["a thumbnail part", thumbnailPart, loggedPictures],
    ["a tags part", tagsPart, loggedTags],
  ])("%s", (_name, stored, logged) => {
    expect(names(logged)).toEqual(names(stored));
    expect(Object.keys(names(stored) as object).length).toBeGreaterThan(2);
  });
});
