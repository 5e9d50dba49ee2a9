import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");
const SERVER = path.join(ROOT, ".next/server/app");
/** What Vercel takes of one function, unpacked. */
const MAX_FUNCTION_BYTES = 250 * 1024 * 1024;

/** Files that a route's function is deployed with, as paths from the root. */
function tracedFiles(route: string): string[] {
  const trace = path.join(SERVER, `${route}/route.js.nft.json`);
  const { files } = JSON.parse(readFileSync(trace, "utf8")) as { files: string[] };
  return files.map((file) => path.relative(ROOT, path.resolve(path.dirname(trace), file)));
}

const bytesOf = (files: string[]) =>
  files
    .map((file) => path.join(ROOT, file))
    .filter((file) => existsSync(file))
    .reduce((sum, file) => sum + statSync(file).size, 0);

test("the function of the workers carries the decoders, which the bundler cannot see", () => {
  const files = tracedFiles("api/workers/[consumer]");
  expect(files).toContain("lib/media/decode-worker.ts");
  expect(files.some((file) => /@ffmpeg\/core\/dist\/umd\/.*\.wasm$/.test(file))).toBe(true);
  expect(files.some((file) => /webcodecs.*\.node$/.test(file))).toBe(true);
});

test.each(["api/workers/[consumer]", "api/cron/[task]", "api/v1/shop/[handle]/products"])(
  "the function of %s is small enough to deploy",
  (route) => {
    expect(bytesOf(tracedFiles(route))).toBeLessThan(MAX_FUNCTION_BYTES);
  },
);

test("the API's function does not carry what only workers need", () => {
  const files = tracedFiles("api/v1/shop/[handle]/products");
  expect(files.filter((file) => /sharp|webcodecs|@ffmpeg/.test(file))).toEqual([]);
});
