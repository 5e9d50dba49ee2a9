import { spawn } from "node:child_process";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "..");

export type Step = { name: string; command: string; args: string[] };

/** A program of an installed package, by name; the packages' programs come first on the path of `npm run`. */
const env = {
  ...process.env,
  PATH: `${path.join(ROOT, "node_modules/.bin")}${path.delimiter}${process.env["PATH"] ?? ""}`,
};

/** Runs steps one after the other with their output shown; stops at the first that fails. */
export async function runSteps(steps: Step[]): Promise<number> {
  for (const { name, command, args } of steps) {
    const startedAt = performance.now();
    process.stdout.write(`> ${name}\n`);
    const code = await new Promise<number>((resolve, reject) => {
      const child = spawn(command, args, { cwd: ROOT, env, stdio: "inherit" });
      child.once("error", reject);
      child.once("close", (exit) => resolve(exit ?? 1));
    });
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    process.stdout.write(`${code === 0 ? "ok" : "FAILED"} ${name} (${seconds} s)\n`);
    if (code !== 0) return code;
  }
  return 0;
}
