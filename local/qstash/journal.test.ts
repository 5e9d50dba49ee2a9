import { statSync } from "node:fs";
import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test as base } from "vitest";
import { Journal, openJournalFile, type JournalLine } from "./journal.ts";

const test = base.extend<{ dir: string }>({
  // Vitest reads which fixtures are needed from this first parameter.
  // oxlint-disable-next-line no-empty-pattern
  dir: async ({}, use) => {
    const dir = await mkdtemp(join(tmpdir(), "journal-"));
    await use(dir);
    await rm(dir, { recursive: true, force: true });
  },
});

async function open(dir: string, liveRows: () => Iterable<JournalLine> = () => []) {
  const opened = await openJournalFile(dir);
  return { journal: new Journal({ ...opened, liveRows }), rows: opened.rows };
}

/** What the next run would find. */
async function rowsIn(dir: string) {
  const { journal, rows } = await open(dir);
  await journal.close();
  return rows.get("t");
}

test("is on disk when settled, before it is closed", async ({ dir }) => {
  const { journal } = await open(dir);
  journal.append(["t", "a", { n: 1 }]);
  journal.append(["t", "b", { n: 2 }]);
  journal.append(["t", "a"]);
  await journal.settled();
  const text = await readFile(join(dir, "journal.ndjson"), "utf8");
  expect(text.split("\n")).toHaveLength(4);
  expect(await rowsIn(dir)).toEqual(new Map([["b", { n: 2 }]]));
  await journal.close();
});

test("settled waits for a write that is under way", async ({ dir }) => {
  const { journal } = await open(dir);
  journal.append(["t", "large", "x".repeat(8_000_000)]);
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  await journal.settled();
  expect(statSync(join(dir, "journal.ndjson")).size).toBeGreaterThan(8_000_000);
  await journal.close();
});

test("settled waits for what was appended before it, not for what others append after", async ({
  dir,
}) => {
  const { journal } = await open(dir);
  let others = 0;
  const busy = setInterval(() => journal.append(["t", String((others += 1)), 1]), 0);
  journal.append(["t", "mine", 1]);
  await journal.settled();
  clearInterval(busy);
  await journal.close();
  expect((await rowsIn(dir))?.has("mine")).toBe(true);
});

test("a torn last line is cut off, a broken one in the middle is refused by its place", async ({
  dir,
}) => {
  const path = join(dir, "journal.ndjson");
  const { journal } = await open(dir);
  journal.append(["t", "a", 1]);
  await journal.close();
  await appendFile(path, '["t","b"');
  expect(await rowsIn(dir)).toEqual(new Map([["a", 1]]));
  await appendFile(path, 'nonsense\n["t","c",1]\n');
  await expect(rowsIn(dir)).rejects.toThrow(/journal.ndjson:2 is not a journal line/);
});

test("a compacted file holds the live rows and what comes after them", async ({ dir }) => {
  const live: JournalLine[] = [["t", "kept", 1]];
  const { journal } = await open(dir, () => live);
  journal.append(["t", "gone", "x".repeat(17 * 1024 * 1024)]);
  await journal.settled();
  live.push(["t", "later", 2]);
  journal.append(["t", "later", 2]);
  await journal.close();
  expect(await rowsIn(dir)).toEqual(
    new Map([
      ["kept", 1],
      ["later", 2],
    ]),
  );
});
