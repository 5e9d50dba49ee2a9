import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { platform } from "node:os";
import { join } from "node:path";
import { runProgram } from "./run-program.ts";

const DOWNLOAD_TIMEOUT_MS = 120_000;
const UNPACK_TIMEOUT_MS = 30_000;
const BREW_TIMEOUT_MS = 600_000;

/**
 * Gets an engine from the system's own packages. With apt it is only unpacked into the tools
 * folder: that needs no root, changes nothing else and starts no service.
 */
export async function installEngine(toolsDir: string): Promise<void> {
  if (platform() === "darwin") {
    await runProgram("brew", ["install", "redis"], { timeoutMs: BREW_TIMEOUT_MS });
    return;
  }
  if (platform() !== "linux") throw new Error(`there is no recipe for ${platform()}`);
  await mkdir(toolsDir, { recursive: true });
  const work = await mkdtemp(join(toolsDir, "redis-"));
  try {
    await downloadPackages(work);
    const root = join(work, "root");
    for (const name of await readdir(join(work, "archives"))) {
      if (!name.endsWith(".deb")) continue;
      await runProgram("dpkg", ["-x", join(work, "archives", name), root], {
        timeoutMs: UNPACK_TIMEOUT_MS,
      });
    }
    // Whoever is first wins; a second one that installed at the same time uses that.
    await rename(root, join(toolsDir, "redis")).catch((error: unknown) => {
      if (!isTaken(error)) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function downloadPackages(work: string): Promise<void> {
  await mkdir(join(work, "archives", "partial"), { recursive: true });
  await mkdir(join(work, "lists", "partial"), { recursive: true });
  const options = [
    ["Debug::NoLocking", "1"],
    ["APT::Sandbox::User", ""],
    ["Dir::Cache", work],
    ["Dir::Cache::archives", join(work, "archives")],
  ].flatMap(([name, value]) => ["-o", `${name}=${value}`]);
  const ownLists = ["-o", `Dir::State::lists=${join(work, "lists")}`];
  const install = ["install", "-y", "--download-only", "--no-install-recommends", "redis-server"];
  const limits = { timeoutMs: DOWNLOAD_TIMEOUT_MS };
  try {
    await runProgram("apt-get", [...options, ...install], limits);
  } catch (error) {
    if (isMissing(error)) throw new Error("apt-get is not there", { cause: error });
    // The machine's own lists may be missing or out of date.
    await runProgram("apt-get", [...options, ...ownLists, "update"], limits);
    await runProgram("apt-get", [...options, ...ownLists, ...install], limits);
  }
}

function isTaken(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    ["ENOTEMPTY", "EEXIST"].includes(String(error.code))
  );
}

function isMissing(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause && cause.code === "ENOENT";
}
