import { describe, expect, test } from "vitest";
import { EVENT_TYPES, definitionOf } from "./catalogue/catalogue.ts";
import { knownVersions } from "./known-versions.ts";
import {
  compareVersions,
  CURRENT_EVENT_VERSION,
  EVENT_VERSIONS,
  isCompatibleVersion,
} from "./versions.ts";

/** The order that semver.org gives in its section 11, and what follows from it. */
const ASCENDING = [
  "0.9.0",
  "1.0.0-1",
  "1.0.0-alpha",
  "1.0.0-alpha.1",
  "1.0.0-alpha.beta",
  "1.0.0-beta",
  "1.0.0-beta.2",
  "1.0.0-beta.11",
  "1.0.0-rc.1",
  "1.0.0",
  "1.0.1",
  "1.2.0",
  "1.10.0",
  "2.0.0",
  "10.0.0",
  "99999999999999999998.0.0",
  "99999999999999999999.0.0",
];

describe("compareVersions", () => {
  test("orders every pair by semantic version precedence", () => {
    for (const [i, left] of ASCENDING.entries())
      for (const [j, right] of ASCENDING.entries())
        expect(compareVersions(left, right), `${left} and ${right}`).toBe(Math.sign(i - j));
  });

  test("passes over build data", () => {
    expect(compareVersions("1.0.0+a", "1.0.0+b")).toBe(0);
  });

  test.each(["", "1", "1.0", "v1.0.0", "01.0.0", "1.0.0-01", "1.0.0-", "1.0.0 ", "1.0.0-a..b"])(
    "throws on %j",
    (version) => {
      expect(() => compareVersions(version, "1.0.0")).toThrow("not a semantic version");
    },
  );
});

describe("isCompatibleVersion", () => {
  test("holds within a major and nowhere else", () => {
    expect(isCompatibleVersion("1.0.0", "1.2.0")).toBe(true);
    expect(isCompatibleVersion("1.0.0-rc.1", "1.0.0")).toBe(true);
    expect(isCompatibleVersion("1.9.9", "2.0.0")).toBe(false);
    expect(isCompatibleVersion("1.0.0", "10.0.0")).toBe(false);
  });
});

describe("EVENT_VERSIONS", () => {
  test("names exactly the versions of the catalogue", () => {
    const versions = EVENT_TYPES.flatMap((type) => knownVersions(definitionOf(type)));
    expect(Object.values(EVENT_VERSIONS).toSorted()).toEqual([...new Set(versions)].toSorted());
    for (const [name, version] of Object.entries(EVENT_VERSIONS))
      expect(name).toBe(`V${version.replaceAll(".", "_")}`);
  });

  test("starts every type at the current version of the envelope", () => {
    for (const type of EVENT_TYPES)
      expect(knownVersions(definitionOf(type))[0]).toBe(CURRENT_EVENT_VERSION);
  });
});
