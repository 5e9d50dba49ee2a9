import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";

const ROOT = path.resolve(import.meta.dirname, "..");

const door = (check: string) => `import type { Receiver } from "@upstash/qstash";

export async function open(receiver: Receiver, body: string): Promise<Response> {
  const ok = ${check}receiver.verify({ signature: "", body });
  if (!ok) return new Response(null, { status: 401 });
  await Promise.resolve();
  return new Response(null);
}
`;

const SOURCES = {
  "unawaited.ts": door(""),
  "awaited.ts": door("await "),
  "floating.ts": "export function open(send: () => Promise<void>): void {\n  send();\n}\n",
  "any.ts": "export const open = (door: any): void => door();\n",
};

const report = z.object({
  diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })),
});

let folder: string;
let rulesBroken: (file: keyof typeof SOURCES) => string[];

beforeAll(() => {
  folder = mkdtempSync(path.join(ROOT, "tests/linted-"));
  for (const [name, source] of Object.entries(SOURCES))
    writeFileSync(path.join(folder, name), source);
  const { stdout } = spawnSync(
    path.join(ROOT, "node_modules/.bin/oxlint"),
    ["--type-aware", "--format", "json", folder],
    { cwd: ROOT, encoding: "utf8" },
  );
  const { diagnostics } = report.parse(JSON.parse(stdout));
  rulesBroken = (file) =>
    diagnostics.filter(({ filename }) => filename.endsWith(`/${file}`)).map(({ code }) => code);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

test("a signature check that nobody awaits fails lint", () => {
  expect(rulesBroken("unawaited.ts")).toContain("typescript(no-misused-promises)");
});

test("the same check passes when it is awaited", () => {
  expect(rulesBroken("awaited.ts")).toEqual([]);
});

test("a promise that nobody waits for fails lint", () => {
  expect(rulesBroken("floating.ts")).toContain("typescript(no-floating-promises)");
});

test("an any fails lint", () => {
  expect(rulesBroken("any.ts")).toContain("typescript(no-explicit-any)");
});
