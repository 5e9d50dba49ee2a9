import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { requireNode } from "#scripts/require-node.ts";

const { optionalDependencies } = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
) as { optionalDependencies: Record<string, string> };

describe("Node", () => {
  test("is the one that the install brought along, where there is one for the platform", () => {
    const own = optionalDependencies[`node-${process.platform}-${process.arch}`];
    expect(process.versions.node).toBe(own ?? process.versions.node);
    expect(() => requireNode()).not.toThrow();
  });

  test.each(["20.20.2", "22.17.9", "18.0.0"])("%s is refused in one sentence", (version) => {
    expect(() => requireNode(version)).toThrow(/^Node 22\.18 or newer is needed .*npm run/);
  });
});
