import { describe, expect, test } from "vitest";
import * as z from "zod";
import { type EventDefinition } from "./catalogue/definition.ts";
import { definitionOf, EVENT_TYPES } from "./catalogue/catalogue.ts";
import { exampleEvent } from "./example-event.ts";
import { migrateEvent, migratePayload, missingSteps } from "./migrate-event.ts";
import { readPayload } from "./read-event.ts";
import { EventVersionError } from "./versions.ts";

/** A type that has lived through a minor and two majors: its `price` became an object, then minor units. */
const steps: NonNullable<EventDefinition["steps"]> = [
  {
    from: "1.0.0",
    to: "1.1.0",
    up: (payload) => payload,
    down: (payload) => {
      const { note: _, ...rest } = payload;
      return rest;
    },
  },
  {
    from: "1.1.0",
    to: "2.0.0",
    up: ({ price, ...rest }) => ({ ...rest, money: { major: price } }),
  },
  {
    from: "2.0.0",
    to: "3.0.0",
    up: (payload) => {
      const { money, ...rest } = z
        .looseObject({ money: z.object({ major: z.number() }) })
        .parse(payload);
      return { ...rest, minor: money.major * 100 };
    },
    down: (payload) => {
      const { minor, ...rest } = z.looseObject({ minor: z.number() }).parse(payload);
      return { ...rest, money: { major: minor / 100 } };
    },
  },
];

const grown: EventDefinition = {
  topic: "product-events",
  name: "PriceNamedEvent",
  summary: "",
  version: "3.0.0",
  payload: z.object({ minor: z.int().max(1_000_000) }),
  earlier: {
    "1.0.0": z.object({ price: z.number() }),
    "1.1.0": z.object({ price: z.number(), note: z.string().optional() }),
    "2.0.0": z.object({ money: z.object({ major: z.number() }) }),
  },
  steps,
  example: { minor: 100 },
};
const about = { eventType: "price.named", definition: grown };

describe("migratePayload", () => {
  test("goes up through every step and keeps fields that no version knows", () => {
    const payload = { price: 5, extra: [1] };
    expect(migratePayload(about, { from: "1.0.0", to: "3.0.0", payload })).toEqual({
      minor: 500,
      extra: [1],
    });
    expect(payload).toEqual({ price: 5, extra: [1] });
  });

  test("goes down where a step says how", () => {
    const down = (from: string, to: string, payload: object) =>
      migratePayload(about, { from, to, payload });
    expect(down("3.0.0", "2.0.0", { minor: 500 })).toEqual({ money: { major: 5 } });
    expect(down("1.1.0", "1.0.0", { price: 5, note: "n" })).toEqual({ price: 5 });
  });

  test("refuses to go down where no step says how", () => {
    expect(() =>
      migratePayload(about, { from: "3.0.0", to: "1.0.0", payload: { minor: 500 } }),
    ).toThrow("price.named 3.0.0 has no step to 1.0.0; known are 1.0.0, 1.1.0, 2.0.0, 3.0.0");
  });

  test("takes a patch for its minor and a later minor for the last one known", () => {
    const payload = { price: 5 };
    expect(migratePayload(about, { from: "1.1.7", to: "1.1.0", payload })).toEqual(payload);
    expect(migratePayload(about, { from: "1.4.0", to: "2.0.0", payload })).toEqual({
      money: { major: 5 },
    });
    expect(() => migratePayload(about, { from: "1.4.0", to: "1.1.0", payload })).toThrow(
      EventVersionError,
    );
  });

  test("refuses unknown versions on either side, naming the known ones", () => {
    for (const [from, to] of [
      ["4.0.0", "3.0.0"],
      ["3.0.0", "4.0.0"],
    ] as const)
      expect(() => migratePayload(about, { from, to, payload: { minor: 1 } })).toThrow(
        "price.named 4.0.0 is unknown; known are 1.0.0, 1.1.0, 2.0.0, 3.0.0",
      );
  });

  test("refuses a result that the target's schema refuses", () => {
    expect(() =>
      migratePayload(about, { from: "2.0.0", to: "3.0.0", payload: { money: { major: 1e9 } } }),
    ).toThrow(z.ZodError);
  });
});

describe("readPayload", () => {
  test("brings every known major to the current version", () => {
    for (const [version, payload] of [
      ["1.0.0", { price: 5 }],
      ["1.1.0", { price: 5 }],
      ["2.0.0", { money: { major: 5 } }],
    ] as const)
      expect(readPayload(about, { version, payload })).toEqual({
        kind: "payload",
        version: "3.0.0",
        payload: { minor: 500 },
      });
  });

  test("leaves a version of the current major as it stands", () => {
    const payload = { minor: 500, since: "3.4.0" };
    expect(readPayload(about, { version: "3.4.0", payload })).toEqual({
      kind: "payload",
      version: "3.4.0",
      payload,
    });
  });

  test("holds an older major to its own schema", () => {
    expect(readPayload(about, { version: "2.0.0", payload: { minor: 5 } })).toMatchObject({
      kind: "invalid",
      problems: [{ field: "/payload/money" }],
    });
  });
});

describe("migrateEvent", () => {
  test("adds and takes away what product.created got in 1.1.0", () => {
    const first = exampleEvent("product.created", "1.0.0");
    const current = exampleEvent("product.created", "1.1.0");
    // Examples are objects; their type is that of any schema's value.
    const asVersioned = (event: typeof first) => event as Parameters<typeof migrateEvent>[0];
    expect(migrateEvent(asVersioned(current), "1.0.0")).toEqual(first);
    expect(migrateEvent(asVersioned(first), "1.1.0")).toEqual({
      metadata: current.metadata,
      payload: first.payload,
    });
  });

  test("hands back an event that has the target version already", () => {
    const event = { ...exampleEvent("video.posted"), payload: {} };
    expect(migrateEvent(event, "1.0.0")).toBe(event);
  });

  test("names type, version and known versions of a target that is none", () => {
    const event = { ...exampleEvent("video.posted"), payload: {} };
    expect(() => migrateEvent(event, "2.0.0")).toThrow(
      "video.posted 2.0.0 is unknown; known are 1.0.0",
    );
  });
});

describe("the catalogue's steps", () => {
  test("join every two neighbouring versions of a type", () => {
    expect(EVENT_TYPES.flatMap((type) => missingSteps(definitionOf(type)))).toEqual([]);
  });

  test("are missed where one is not registered", () => {
    expect(missingSteps({ ...grown, steps: steps.slice(1) })).toEqual(["1.0.0 to 1.1.0"]);
  });
});
