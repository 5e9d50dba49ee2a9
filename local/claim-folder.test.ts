import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { claimFolder } from "./claim-folder.ts";

describe("claimFolder", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "claim-"));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  test("refuses a second user of the folder and names the first", async () => {
    await claimFolder(folder);
    await expect(claimFolder(folder)).rejects.toThrow(`in use by process ${process.pid}`);
  });

  test("is free again after release, with nothing left behind", async () => {
    const release = await claimFolder(folder);
    await release();
    expect(await readdir(folder)).toEqual([]);
    await expect(claimFolder(folder)).resolves.toBeTypeOf("function");
  });

  test("lets exactly one of many simultaneous claims win", async () => {
    const claims = await Promise.allSettled(Array.from({ length: 20 }, () => claimFolder(folder)));
    expect(claims.filter((claim) => claim.status === "fulfilled")).toHaveLength(1);
  });

  test("takes over a claim whose process number now belongs to a later process", async () => {
    await writeFile(
      join(folder, "in-use.json"),
      JSON.stringify({ pid: process.pid, startedAt: "1" }),
    );
    await expect(claimFolder(folder)).resolves.toBeTypeOf("function");
  });

  test("takes over a claim that a crash left half-written", async () => {
    await writeFile(join(folder, "in-use.json"), '{"pid": 12');
    await expect(claimFolder(folder)).resolves.toBeTypeOf("function");
  });
});
