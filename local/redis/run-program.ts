import { execFile } from "node:child_process";

/** Runs a program to its end; rejects with what it printed when it fails. */
export function runProgram(
  file: string,
  args: string[],
  options: { timeoutMs: number; cwd?: string },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const { timeoutMs, cwd } = options;
    execFile(file, args, { timeout: timeoutMs, cwd }, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout);
      const said = `${stderr}${stdout}`.trim().split("\n").at(-1) ?? "";
      reject(new Error(`${file}: ${said || error.message}`, { cause: error }));
    });
  });
}
