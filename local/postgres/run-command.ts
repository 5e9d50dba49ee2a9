import { spawn } from "node:child_process";

const OUTPUT_CAP_CHARS = 64 * 1024;

/** The account a command runs under; null is our own. */
export type RunUser = { uid: number; gid: number } | null;

export type CommandResult = { code: number | null; output: string };

/** Runs a program to its end under a user and a time limit; output is stdout and stderr together. */
export function runCommand(
  file: string,
  args: string[],
  { user, timeoutMs }: { user: RunUser; timeoutMs: number },
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      // Our own working folder may be closed to the other user.
      cwd: "/",
      stdio: ["ignore", "pipe", "pipe"],
      timeout: timeoutMs,
      killSignal: "SIGKILL",
      ...user,
    });
    let output = "";
    const collect = (chunk: Buffer): void => {
      if (output.length < OUTPUT_CAP_CHARS) output += chunk.toString();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output: output.trim() }));
  });
}
