import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { completeLockfile } from "#scripts/complete-lockfile/complete-lockfile.ts";

const text = readFileSync(new URL("../package-lock.json", import.meta.url), "utf8");
const { packages } = JSON.parse(text) as { packages: Record<string, object> };

test("the lockfile names no address that packages are fetched from", () => {
  expect(text).not.toContain('"resolved": "http');
});

test("the lockfile holds the packages of every platform, so that npm ci takes it anywhere", () => {
  expect(completeLockfile(text).added).toEqual([]);
});

test("a platform package that is missing is added with its platform", () => {
  const name = "node_modules/@next/swc-darwin-arm64";
  const { [name]: _left, ...rest } = packages;
  const { text: completed, added } = completeLockfile(JSON.stringify({ packages: rest }));
  expect(added).toEqual(["@next/swc-darwin-arm64"]);
  expect((JSON.parse(completed) as { packages: Record<string, object> }).packages[name]).toEqual(
    expect.objectContaining({ os: ["darwin"], cpu: ["arm64"], optional: true }),
  );
});
