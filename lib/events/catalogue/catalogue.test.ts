import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import * as constants from "../event-types.ts";
import { findEventType, namesOf } from "../event-names.ts";
import { exampleEvent } from "../example-event.ts";
import { findPersonal, personalFieldsOf } from "../personal-fields.ts";
import { SUBSCRIPTIONS } from "../routing.ts";
import { CATALOGUE, definitionOf, EVENT_TYPES } from "./catalogue.ts";
import { personal } from "./fields.ts";
import { TOPICS } from "./topics.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");

/** Types whose fact cannot happen yet: the feature that causes it does not exist. Only ever shrinks. */
const NOT_YET_EMITTED = [
  "stock.low",
  "content.created",
  "search.performed",
  "search.index_updated",
  "search.index_deleted",
  "order.placed",
  "order.confirmed",
  "order.paid",
  "order.cancelled",
];

function emittedTypes(): Set<string> {
  const files = ["lib", "workers", "app"].flatMap((room) =>
    readdirSync(path.join(ROOT, room), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
      .map((file) => path.join(ROOT, room, file)),
  );
  const calls = files.flatMap((file) => [
    ...readFileSync(file, "utf8").matchAll(/\bcreateEvent\(\s*"([^"]+)"/g),
  ]);
  return new Set(calls.map(([, type = ""]) => type));
}

describe("catalogue", () => {
  test("emits every type but those whose feature does not exist yet", () => {
    const emitted = emittedTypes();
    expect(emitted).toContain("video.posted");
    expect(EVENT_TYPES.filter((type) => !emitted.has(type))).toEqual(NOT_YET_EMITTED);
  });

  test("gives every type a topic, and every topic a type", () => {
    const topics = new Set(EVENT_TYPES.map((type) => definitionOf(type).topic));
    expect(topics).toEqual(new Set(TOPICS));
  });

  test("has an example of every type that its own schema takes", () => {
    for (const type of EVENT_TYPES)
      expect(exampleEvent(type)).toMatchObject({
        metadata: { eventType: type },
        payload: definitionOf(type).example,
      });
  });

  test("names each type once among the constants", () => {
    const named = Object.values(constants).flatMap((family) => Object.entries(family));
    expect(named.map(([, type]) => type).toSorted()).toEqual([...EVENT_TYPES].toSorted());
    for (const [constant, type] of named) expect(findEventType(constant)).toBe(type);
  });

  test("has a type name for each type, and no name for two", () => {
    const source = readFileSync(path.join(ROOT, "lib/events/documented-events.ts"), "utf8");
    for (const type of EVENT_TYPES)
      expect(source).toContain(`export type ${definitionOf(type).name} = EventOf<"${type}">;`);
    const names = EVENT_TYPES.flatMap((type) => [...new Set(namesOf(type))]);
    expect(names).toHaveLength(new Set(names).size);
  });

  test("knows types by the names that other systems use", () => {
    expect(findEventType("VideoPostedEvent")).toBe("video.posted");
    expect(findEventType("ProductCreated")).toBe("product.created");
    expect(findEventType("LowStockWarning")).toBe("stock.low");
    expect(findEventType("CONTENT_METADATA_UPDATED")).toBe("content.metadata_updated");
    expect(findEventType("toString")).toBeUndefined();
  });

  test("routes only types of a subscription's own topic", () => {
    const stray = SUBSCRIPTIONS.flatMap(({ topic, eventTypes }) =>
      eventTypes.filter((type) => CATALOGUE[type].topic !== topic),
    );
    expect(stray).toEqual([]);
  });
});

describe("personalFieldsOf", () => {
  const fields = (type: (typeof EVENT_TYPES)[number]) =>
    personalFieldsOf(type).map((field) => field.join("/"));

  test("finds what is marked, through optional fields, lists and records", () => {
    expect(fields("shop_link.generated")).toContain("payload/phone");
    expect(fields("caption.parsed")).toContain("payload/raw_caption");
    expect(fields("content.updated")).toContain("payload/changes/*/oldValue");
    expect(fields("order.placed")).toContain("payload/items/*/name");
    expect(fields("user.created")).toContain("payload/email");
  });

  test("finds a marked value that can be null, absent, or one of several", () => {
    const text = personal(z.string());
    const paths = findPersonal(
      z.object({
        either: z.union([z.number(), z.object({ name: text })]),
        nullable: text.nullable(),
        nullish: z.array(text).nullish(),
        number: z.number(),
      }),
    );
    expect(paths).toEqual([["either", "name"], ["nullable"], ["nullish", "*"]]);
  });

  test("finds address and agent in every envelope", () => {
    for (const type of EVENT_TYPES)
      expect(fields(type)).toEqual(
        expect.arrayContaining(["metadata/request/ipAddress", "metadata/request/userAgent"]),
      );
  });

  test("finds no field that names no person", () => {
    expect(fields("search.indexed").filter((field) => field.startsWith("payload"))).toEqual([]);
  });

  test("leaves no field unmarked whose name promises personal data", () => {
    const promising =
      /(^|\/)(phone|caption|raw_caption|handle|seller_handle|tags|address|email|firstName|lastName|ipAddress|userAgent)$/;
    for (const type of EVENT_TYPES) {
      const marked = new Set(fields(type));
      const promised = leavesOf(definitionOf(type).example, "payload").filter((field) =>
        promising.test(field),
      );
      for (const field of promised) expect([type, field, marked.has(field)]).toContain(true);
    }
  });
});

function leavesOf(value: unknown, at: string): string[] {
  if (value === null || typeof value !== "object") return [at];
  return Object.entries(value).flatMap(([key, member]) =>
    leavesOf(member, `${at}/${Array.isArray(value) ? "*" : key}`),
  );
}
