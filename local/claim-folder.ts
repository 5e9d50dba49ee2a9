import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { StartFailure } from "./start-failure.ts";

const claimSchema = z.object({ pid: z.int().positive(), startedAt: z.string() });

/**
 * Makes this process the only user of a folder until the returned function is called. A claim
 * whose process has died, however it died, is taken over.
 */
export async function claimFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const claim = join(folder, "in-use.json");
  const draft = join(folder, `in-use.${process.pid}.${Math.random().toString(36).slice(2)}`);
  const own = { pid: process.pid, startedAt: await readStart(process.pid) };
  await writeFile(draft, JSON.stringify(own), { mode: 0o644 });
  try {
    while (!(await tryLink(draft, claim))) {
      const holder = await readClaim(claim);
      if (holder !== undefined && (await isHeld(holder))) {
        throw new StartFailure(
          `The folder ${folder} is in use by process ${holder.pid}: stop that one first, or choose another folder.`,
        );
      }
      await rm(claim, { force: true });
    }
  } finally {
    await rm(draft, { force: true });
  }
  return () => rm(claim, { force: true });
}

/** A hard link appears with its whole content or not at all, and never replaces another. */
async function tryLink(draft: string, claim: string): Promise<boolean> {
  try {
    await link(draft, claim);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

async function readClaim(claim: string): Promise<z.infer<typeof claimSchema> | undefined> {
  try {
    return claimSchema.parse(JSON.parse(await readFile(claim, "utf8")));
  } catch {
    return undefined;
  }
}

async function isHeld(holder: z.infer<typeof claimSchema>): Promise<boolean> {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: alive under another account.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  return (await readStart(holder.pid)) === holder.startedAt;
}

/** What tells a process from a later one with the same number; empty where the system hides it. */
async function readStart(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  // The command, in brackets, may hold spaces; the start time is the 20th field behind it.
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}
