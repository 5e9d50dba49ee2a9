import { spawn } from "node:child_process";
import { access, constants } from "node:fs/promises";
import path from "node:path";
import { chromium } from "playwright";

const ROOT = path.resolve(import.meta.dirname, "..");
const SYSTEM_BROWSERS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const isThere = (file: string) =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );

/**
 * Path of a Chromium: Playwright's own or the system's if one is there, else Playwright's download,
 * else the system's package. Rejects with what to do when none can be had.
 */
export async function ensureBrowser(say: (line: string) => void): Promise<string> {
  const present = await findBrowser();
  if (present !== undefined) return present;
  say("No Chromium found; getting Playwright's own ...");
  await run(path.join(ROOT, "node_modules/.bin/playwright"), ["install", "chromium"]);
  const own = await findBrowser();
  if (own !== undefined) return own;
  say("Playwright's own cannot be downloaded here; getting the system's package ...");
  const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  for (const args of [
    ["apt-get", "update", "-qq"],
    ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
  ]) {
    const [command = "", ...rest] = [...sudo, ...args];
    await run(command, rest);
  }
  const system = await findBrowser();
  if (system !== undefined) return system;
  throw new Error(
    "No Chromium for the browser tests: run `npx playwright install chromium` or install your system's chromium package.",
  );
}

async function findBrowser(): Promise<string | undefined> {
  for (const candidate of [chromium.executablePath(), ...SYSTEM_BROWSERS])
    if (candidate !== "" && (await isThere(candidate))) return candidate;
  return undefined;
}

/** Runs to the end and keeps quiet about failure: what counts is whether a browser is there afterwards. */
async function run(command: string, args: string[]): Promise<void> {
  await new Promise<void>((resolve) => {
    const child = spawn(command, args, { stdio: "ignore", timeout: 10 * 60_000 });
    child.once("error", () => resolve());
    child.once("close", () => resolve());
  });
}
