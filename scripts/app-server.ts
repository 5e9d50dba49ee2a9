import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "..");
const NEXT = path.join(ROOT, "node_modules/next/dist/bin/next");
const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 5_000;

export type AppServer = {
  origin: string;
  process: ChildProcess;
  stop(): Promise<void>;
};

export type ServerOutput = (line: string) => void;

/** Rejects with one sentence when something else listens on the port. */
export async function requireFreePort(port: number): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once("error", reject);
      probe.listen(port, "127.0.0.1", resolve);
    });
  } catch (cause) {
    throw new Error(`Port ${port} is in use: stop what listens there, or choose another --port.`, {
      cause,
    });
  } finally {
    probe.close();
  }
}

/** Makes the production build; rejects with the build's own words when it fails. */
export async function buildApp(output: ServerOutput): Promise<void> {
  const child = spawn(process.execPath, [NEXT, "build"], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines = collect(child, output);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  if (code !== 0)
    throw new Error(`The production build failed: ${lines.slice(-15).join(" | ") || "no output"}`);
}

/** Starts the app on a port and waits until it answers. It ends with this process, however that ends. */
export async function startApp(options: {
  port: number;
  variables: Record<string, string>;
  output: ServerOutput;
  mode?: "start" | "dev";
}): Promise<AppServer> {
  const child = spawn(
    process.execPath,
    [
      "--import",
      path.join(ROOT, "scripts/end-with-parent.ts"),
      NEXT,
      options.mode ?? "start",
      "--hostname",
      "127.0.0.1",
      "--port",
      String(options.port),
    ],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        ...options.variables,
        NODE_ENV: options.mode === "dev" ? "development" : "production",
        NEXT_TELEMETRY_DISABLED: "1",
      },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    },
  );
  const lines = collect(child, options.output);
  const origin = `http://127.0.0.1:${options.port}`;
  const server = { origin, process: child, stop: () => stopProcess(child) };
  try {
    await waitUntilReady(child, `${origin}/api/health`);
  } catch (cause) {
    await server.stop();
    throw new Error(`The app did not start: ${lines.slice(-8).join(" | ")}`, { cause });
  }
  return server;
}

function collect(child: ChildProcess, output: ServerOutput): string[] {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    let rest = "";
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      const parts = (rest + chunk).split("\n");
      rest = parts.pop() ?? "";
      for (const line of parts) {
        output(line);
        if (line.trim() !== "") lines.push(line.trim());
        if (lines.length > 50) lines.shift();
      }
    });
  }
  return lines;
}

async function waitUntilReady(child: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`it ended with ${child.signalCode ?? `code ${child.exitCode}`}`);
    const ready = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    if (Date.now() > deadline) throw new Error("it did not answer in time");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}
