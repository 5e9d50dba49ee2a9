import { spawn } from "node:child_process";
import { access, constants, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { PgbenchScript } from "./pgbench-script.ts";

const DEBIAN_FOLDER = "/usr/lib/postgresql";
const RUN_TIMEOUT_MS = 120_000;
const INSTALL_TIMEOUT_MS = 300_000;
const ADVICE =
  "pgbench is not on this machine: install it (apt-get install postgresql-contrib, dnf install postgresql-contrib, brew install postgresql) and start again.";

/** The program on the path or in Debian's folder; as root on Debian it is installed when it is missing. */
export async function findPgbench(say: (line: string) => void): Promise<string> {
  const present = await lookForPgbench();
  if (present !== undefined) return present;
  if (process.getuid?.() === 0 && (await isProgram("/usr/bin/apt-get"))) {
    say("pgbench is missing; installing Debian's postgresql-contrib ...");
    const args = ["install", "-y", "--no-install-recommends", "postgresql-contrib"];
    await run("/usr/bin/apt-get", { args, timeoutMs: INSTALL_TIMEOUT_MS }).catch(() => undefined);
    const installed = await lookForPgbench();
    if (installed !== undefined) return installed;
  }
  throw new Error(ADVICE);
}

async function lookForPgbench(): Promise<string | undefined> {
  const versions = await readdir(DEBIAN_FOLDER).catch(() => []);
  const newestFirst = versions.toSorted((left, right) => Number(right) - Number(left));
  const folders = [
    ...newestFirst.map((version) => join(DEBIAN_FOLDER, version, "bin")),
    ...(process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== ""),
  ];
  for (const folder of folders) {
    const file = join(folder, "pgbench");
    if (await isProgram(file)) return file;
  }
  return undefined;
}

function isProgram(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

export type Pgbench = {
  /** Runs the script for each video once and gives scripts per second, connecting not counted. */
  measure(load: { clients: number; videosPerClient: number }): Promise<number>;
  close(): Promise<void>;
};

export async function openPgbench(
  program: string,
  { url, script }: { url: string; script: PgbenchScript },
): Promise<Pgbench> {
  const folder = await mkdtemp(join(tmpdir(), "bench-pgbench-"));
  const file = join(folder, "video.sql");
  await writeFile(file, script.text);
  const { hostname, port, username, password, pathname } = new URL(url);
  const login = ["-h", hostname, "-p", port, "-U", username];
  const variables = Object.entries(script.variables).map(([name, value]) => `${name}=${value}`);
  return {
    async measure({ clients, videosPerClient }) {
      const load = ["-c", clients, "-j", Math.min(clients, 2), "-t", videosPerClient].map(String);
      const definitions = [...variables, `videos=${videosPerClient}`].flatMap((text) => [
        "-D",
        text,
      ]);
      const output = await run(program, {
        args: [
          "-n",
          "-M",
          "prepared",
          ...login,
          ...load,
          ...definitions,
          "-f",
          file,
          pathname.slice(1),
        ],
        env: { PGPASSWORD: decodeURIComponent(password) },
        timeoutMs: RUN_TIMEOUT_MS,
      });
      return readRate(output);
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

function readRate(output: string): number {
  const rate = Number(/^tps = ([\d.]+)/m.exec(output)?.[1]);
  const failed = Number(/number of failed transactions: (\d+)/.exec(output)?.[1] ?? 0);
  if (!Number.isFinite(rate) || failed > 0)
    throw new Error(`pgbench failed: ${output.slice(-500)}`);
  return rate;
}

type Run = { args: string[]; env?: Record<string, string>; timeoutMs: number };

function run(file: string, { args, env, timeoutMs }: Run): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: timeoutMs,
      killSignal: "SIGKILL",
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${file} failed: ${output.slice(-800)}`)),
    );
  });
}
