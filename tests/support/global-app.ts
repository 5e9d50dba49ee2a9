import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { type AppServer, buildApp, startApp } from "#scripts/app-server.ts";
import { ensureBrowser } from "#scripts/browser.ts";
import { startLocalEnvironment } from "#scripts/local-environment.ts";
import { freePort } from "./free-port.ts";

declare module "vitest" {
  interface ProvidedContext {
    app: {
      origin: string;
      cronSecret: string;
      operatorToken: string;
      databaseUrl: string;
      feedDir: string;
      browserPath: string;
      /** Address of each stand-in, for its fault switch. */
      standIns: Record<string, string>;
      /** Holds the process id of the app, which is started again whenever it ends. */
      pidFile: string;
      /** What the app was started with, and what to give it instead for Vercel's driver. */
      variables: Record<string, string>;
      vercelVariables: Record<string, string>;
    };
  }
}

/** Waits of minutes become some of a tenth of a second; the later retries still come seconds apart. */
const RETRY_SCALE = 300;

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
    retryScale: RETRY_SCALE,
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
      operatorToken: local.env.operatorToken ?? "",
      databaseUrl: local.variables["DATABASE_URL"] ?? "",
      feedDir,
      browserPath,
      standIns: Object.fromEntries(local.program.standIns.map(({ name, url }) => [name, url])),
      pidFile,
      variables: local.variables,
      vercelVariables: local.program.vercelEnv,
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
