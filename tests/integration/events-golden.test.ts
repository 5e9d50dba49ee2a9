import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { frozenMetadataSchema, frozenSchema, shapeOf } from "#tests/events/frozen-schema.ts";
import { definitionOf, EVENT_TYPES, isEventType } from "#lib/events/catalogue/catalogue.ts";
import { findEventSchema } from "#lib/events/event-schema.ts";
import { listJsonSchemas } from "#lib/events/json-schema.ts";
import { knownVersions } from "#lib/events/known-versions.ts";
import { migrateEvent, type VersionedEvent } from "#lib/events/migrate-event.ts";
import { readEvent } from "#lib/events/read-event.ts";
import { compareVersions, isCompatibleVersion } from "#lib/events/versions.ts";

const FOLDER = path.resolve(import.meta.dirname, "../events/golden");
const WRITE = "write what is missing with: node tests/events/write-golden.ts";
const FROZEN = `a version that shipped never changes shape: give the change a version of its own, with a step, and ${WRITE}`;

const golden = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((file) => /^[^/\\]+[/\\]\d[^/\\]*\.json$/.test(file) && !file.endsWith(".schema.json"))
  .map((file) => ({ type: path.dirname(file), version: path.basename(file, ".json") }));

// Every golden file holds a JSON object.
const read = (file: string) => JSON.parse(readFileSync(path.join(FOLDER, file), "utf8")) as object;

/** A shape that is no more what it was comes back with what to do about it. */
function changeOf(shape: unknown, file: string): string | undefined {
  return isDeepStrictEqual(shape, shapeOf(read(file))) ? undefined : `${file}: ${FROZEN}`;
}

describe("golden files", () => {
  test("exist for every version of every type", () => {
    const wanted = listJsonSchemas().flatMap(({ type, version }) =>
      ["json", "schema.json"].map((ending) => `${type}/${version}.${ending}`),
    );
    const missing = wanted.filter((file) => !existsSync(path.join(FOLDER, file)));
    expect(missing.map((file) => `${file}: ${WRITE}`)).toEqual([]);
  });

  test("are of versions that are still known", () => {
    const known = new Set(listJsonSchemas().map(({ type, version }) => `${type} ${version}`));
    const forgotten = golden.filter(({ type, version }) => !known.has(`${type} ${version}`));
    expect(forgotten).toEqual([]);
    expect(golden.length).toBeGreaterThanOrEqual(EVENT_TYPES.length);
  });

  test("show the envelope as it is", () => {
    expect(changeOf(frozenMetadataSchema(), "metadata.schema.json")).toBeUndefined();
  });
});

describe.each(golden)("golden $type $version", ({ type, version }) => {
  if (!isEventType(type)) throw new TypeError(`golden files of ${type}, which is no type`);
  // A golden file is an event; the first test would show if not.
  const event = read(`${type}/${version}.json`) as VersionedEvent;
  const later = knownVersions(definitionOf(type)).filter(
    (known) => compareVersions(known, version) >= 0,
  );

  test("is read today", () => {
    expect(readEvent(event)).toMatchObject({ kind: "event", event: { payload: {} } });
  });

  test("is taken as it stands by every later version of its major", () => {
    const refusing = later
      .filter((known) => isCompatibleVersion(known, version))
      .filter((known) => !findEventSchema(type, known)?.safeParse(event).success);
    expect(refusing).toEqual([]);
  });

  test("migrates to every later version", () => {
    for (const known of later) expect(migrateEvent(event, known).metadata.eventVersion).toBe(known);
  });

  test("has the shape that it shipped with", () => {
    const file = `${type}/${version}.schema.json`;
    expect(changeOf(frozenSchema(type, version), file)).toBeUndefined();
  });
});
