import { access, constants, readdir } from "node:fs/promises";
import { delimiter, join } from "node:path";
import type { LocalLog } from "../stand-in.ts";
import { installEngine } from "./install-engine.ts";

const NAMES = ["redis-server", "valkey-server"];

/** The engine's program, and the variables that it needs to start. */
export type Engine = { file: string; env: Record<string, string> };

/** An engine of this machine, else of the tools folder, else one newly put there. */
export async function findEngine(toolsDir: string, log: LocalLog): Promise<Engine> {
  const present = (await findOnPath()) ?? (await findInFolder(toolsDir));
  if (present) return present;
  log("no redis-server found, getting one");
  let reason = "it was not found after the installation";
  try {
    await installEngine(toolsDir);
    const installed = (await findOnPath()) ?? (await findInFolder(toolsDir));
    if (installed) return installed;
  } catch (error) {
    reason = error instanceof Error ? error.message : String(error);
  }
  throw new Error(
    `No redis-server or valkey-server is on this machine and none could be fetched (${reason}): ` +
      "install Redis 7 (apt-get install redis-server, dnf install redis, brew install redis) and start again.",
  );
}

async function findOnPath(): Promise<Engine | undefined> {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  for (const folder of folders) {
    for (const name of NAMES) {
      const file = join(folder, name);
      if (await isProgram(file)) return { file, env: {} };
    }
  }
  return undefined;
}

/** Unpacked packages: the program brings its libraries along, below `usr/lib`. */
async function findInFolder(toolsDir: string): Promise<Engine | undefined> {
  const root = join(toolsDir, "redis");
  const file = join(root, "usr", "bin", "redis-server");
  if (!(await isProgram(file))) return undefined;
  const lib = join(root, "usr", "lib");
  const entries = await readdir(lib, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(lib, name));
  return { file, env: { LD_LIBRARY_PATH: [...folders, lib].join(":") } };
}

async function isProgram(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
