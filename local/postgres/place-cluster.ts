import { createHash, randomBytes } from "node:crypto";
import { chown, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import * as z from "zod";
import type { RunUser } from "./run-command.ts";
import { chooseRunUser, isReachable } from "./run-user.ts";

const placeSchema = z.object({ folder: z.string(), password: z.string() });

/** Where a database cluster lies on the disk, who runs it, and its superuser's password. */
export type ClusterPlace = z.infer<typeof placeSchema> & { user: RunUser };

/**
 * Chooses the cluster's folder and remembers the choice in `dataDir`, so that the next start finds
 * the same database and a removed `dataDir` means a fresh one. The folder lies inside `dataDir`,
 * or in the temp folder if the account that runs Postgres cannot reach that far.
 */
export async function placeCluster(dataDir: string): Promise<ClusterPlace> {
  await mkdir(dataDir, { recursive: true });
  const record = join(dataDir, "place.json");
  const known = await readPlace(record);
  if (known !== undefined && (await isFolder(known.folder))) {
    return { ...known, user: await chooseRunUser(known.folder) };
  }
  const user = await chooseRunUser(dataDir);
  const folder = (await isReachable(dataDir, user))
    ? join(resolve(dataDir), "cluster")
    : join(tmpdir(), `postgres-cluster-${hash(resolve(dataDir))}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  if (user !== null) await chown(folder, user.uid, user.gid);
  const place = { folder, password: randomBytes(18).toString("base64url") };
  await writeFile(record, JSON.stringify(place), { mode: 0o600 });
  return { ...place, user };
}

async function readPlace(record: string): Promise<z.infer<typeof placeSchema> | undefined> {
  try {
    return placeSchema.parse(JSON.parse(await readFile(record, "utf8")));
  } catch {
    return undefined;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
