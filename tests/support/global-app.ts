import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { type AppServer, buildApp, startApp } from "#scripts/app-server.ts";
import { ensureBrowser } from "#scripts/browser.ts";
import { startLocalEnvironment } from "#scripts/local-environment.ts";

declare module "vitest" {
  interface ProvidedContext {
    app: {
      origin: string;
      cronSecret: string;
      databaseUrl: string;
      feedDir: string;
      browserPath: string;
      /** Address of each stand-in, for its fault switch. */
      standIns: Record<string, string>;
      /** Holds the process id of the app, which is started again whenever it ends. */
      pidFile: string;
    };
  }
}

/** The production build over the stand-ins, on an empty feed that each test fills with sellers of its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), "shop-hub-e2e-"));
  // Postgres drops to another user when this runs as root, and must get through.
  await chmod(folder, 0o755);
  const feedDir = path.join(folder, "feed");
  await mkdir(feedDir);
  const output: string[] = [];
  const keep = (line: string) => void output.push(line);
  const browserPath = await ensureBrowser(keep);
  const appPort = await freePort();
  const local = await startLocalEnvironment({
    dataDir: path.join(folder, "data"),
    feedDir,
    basePort: 0,
    appPort,
    log: () => undefined,
  });
  const closeAll = async () => {
    await local.program.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await buildApp(keep);
    const pidFile = path.join(folder, "app.pid");
    const app = await keepRunning({
      pidFile,
      start: () => startApp({ port: appPort, variables: local.variables, output: keep }),
    });
    project.provide("app", {
      origin: local.env.origin,
      cronSecret: local.env.cronSecret,
      databaseUrl: local.variables["DATABASE_URL"] ?? "",
      feedDir,
      browserPath,
      standIns: Object.fromEntries(local.program.standIns.map(({ name, url }) => [name, url])),
      pidFile,
    });
    return async () => {
      await app.stop();
      await closeAll();
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** Starts the app again whenever it ends by itself, as a platform does. */
async function keepRunning(options: {
  pidFile: string;
  start: () => Promise<AppServer>;
}): Promise<{ stop(): Promise<void> }> {
  let stopping = false;
  let running: Promise<AppServer>;
  const run = async (): Promise<AppServer> => {
    const app = await options.start();
    await writeFile(options.pidFile, String(app.process.pid));
    app.process.once("exit", () => {
      if (!stopping) running = run();
    });
    return app;
  };
  running = run();
  await running;
  return {
    async stop() {
      stopping = true;
      await (await running).stop();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}
