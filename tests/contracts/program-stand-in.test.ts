import { spawn, type ChildProcess } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { PORT_OFFSETS, SERVICES, startLocal, type LocalOptions } from "#local/program.ts";

const REACHED = { timeout: 30_000, interval: 20 };
const MAIN = fileURLToPath(new URL("../../local/main.ts", import.meta.url));
const PORTS = Object.keys(PORT_OFFSETS).length;

let root: string;
let feedDir: string;
let dataDir: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "program-"));
  await chmod(root, 0o755);
  feedDir = join(root, "feed");
  dataDir = join(root, "data");
  await mkdir(join(feedDir, "amina"), { recursive: true });
  await writeFile(join(feedDir, "amina", "items.json"), "[]");
});

afterEach(() => rm(root, { recursive: true, force: true, maxRetries: 5 }));

const optionsWith = (options: Partial<LocalOptions> = {}): LocalOptions => ({
  dataDir,
  feedDir,
  basePort: 0,
  log: () => undefined,
  ...options,
});

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

const portOf = (server: Server): number =>
  // A listening TCP server always has an address object.
  (server.address() as AddressInfo).port;

/** The first of as many free ports in a row as the program takes. */
async function findFreeBase(): Promise<number> {
  for (;;) {
    const servers = [await listen(0)];
    const base = portOf(servers[0] ?? createServer());
    try {
      for (let offset = 1; offset < PORTS; offset += 1) servers.push(await listen(base + offset));
      return base;
    } catch {
      continue;
    } finally {
      await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
    }
  }
}

describe("startLocal", () => {
  test("starts every service, gives its environment, and can be started again after close", async () => {
    const first = await startLocal(optionsWith());
    expect(first.standIns.map((standIn) => standIn.name)).toEqual([...SERVICES]);
    expect(Object.keys(first.env)).toEqual(
      expect.arrayContaining(["DATABASE_URL", "QSTASH_URL", "APIFY_TOKEN", "PUSHER_KEY"]),
    );
    await first.close();
    const second = await startLocal(optionsWith());
    expect(second.env["APIFY_TOKEN"]).toBe(first.env["APIFY_TOKEN"]);
    await second.close();
  });

  test("refuses a data folder that another program uses", async () => {
    const first = await startLocal(optionsWith({ only: ["blob"] }));
    await expect(startLocal(optionsWith({ only: ["blob"] }))).rejects.toThrow(
      /is in use by process/,
    );
    await first.close();
  });

  test("says which port is taken, and leaves nothing running", async () => {
    const basePort = await findFreeBase();
    const blocker = await listen(basePort + PORT_OFFSETS.pusher);
    await expect(startLocal(optionsWith({ basePort }))).rejects.toThrow(
      `Port ${basePort + PORT_OFFSETS.pusher} on 127.0.0.1, which pusher needs, is in use`,
    );
    await new Promise((done) => blocker.close(done));
    const program = await startLocal(optionsWith({ basePort }));
    await program.close();
  });

  test("says which feed file is broken, and leaves nothing running", async () => {
    await writeFile(join(feedDir, "amina", "items.json"), "{");
    await expect(startLocal(optionsWith({ only: ["apify", "blob"] }))).rejects.toThrow(
      /^apify: .*items\.json is not valid JSON/,
    );
    await expect(
      startLocal(optionsWith({ only: ["blob"] })).then((it) => it.close()),
    ).resolves.toBe(undefined);
  });

  test("says in the log when a service is out and when it is back", async () => {
    const lines: string[] = [];
    const log: LocalOptions["log"] = (message, fields) =>
      lines.push(`${String(fields?.["service"])} ${message}`);
    const program = await startLocal(optionsWith({ only: ["blob"], log }));
    const url = program.standIns[0]?.url ?? "";
    const body = JSON.stringify([{ kind: "outage", forMs: 400 }]);
    await fetch(`${url}/_faults`, { method: "PUT", body });
    await vi.waitFor(() => expect(lines).toContain("blob outage is over"), REACHED);
    expect(lines.indexOf("blob outage begins")).toBeLessThan(lines.indexOf("blob outage is over"));
    await program.close();
  });
});

type Run = { child: ChildProcess; output(): string; exit: Promise<number | null> };

function runMain(...args: string[]): Run {
  const child = spawn(process.execPath, [MAIN, "--data", dataDir, "--feed", feedDir, ...args]);
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  onTestFinished(() => void child.kill("SIGKILL"));
  const exit = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { child, output: () => output, exit };
}

async function isPortFree(port: number): Promise<boolean> {
  try {
    const server = await listen(port);
    await new Promise((done) => server.close(done));
    return true;
  } catch {
    return false;
  }
}

describe("main", () => {
  test("prints the environment and a ready line, and stops clean within five seconds", async () => {
    const run = runMain("--port", "0");
    await vi.waitFor(
      () => expect(run.output()).toMatch(/^stand-ins ready on 127\.0\.0\.1:/m),
      REACHED,
    );
    expect(run.output()).toMatch(/^DATABASE_URL=postgres:\/\/postgres:/m);
    const askedAt = performance.now();
    run.child.kill("SIGTERM");
    expect(await run.exit).toBe(0);
    expect(performance.now() - askedAt).toBeLessThan(5_000);
    expect(run.output()).toMatch(/^\S+Z postgres stopped$/m);
  });

  test("leaves no database and no engine behind when it is killed", async () => {
    const basePort = await findFreeBase();
    const run = runMain("--port", String(basePort));
    await vi.waitFor(() => expect(run.output()).toContain("stand-ins ready"), REACHED);
    run.child.kill("SIGKILL");
    await vi.waitFor(async () => expect(await isPortFree(basePort)).toBe(true), REACHED);
    const again = runMain("--port", String(basePort));
    await vi.waitFor(() => expect(again.output()).toContain("stand-ins ready"), REACHED);
    again.child.kill("SIGTERM");
    expect(await again.exit).toBe(0);
  });

  test("ends with 1 and one sentence when a port is taken", async () => {
    const basePort = await findFreeBase();
    const blocker = await listen(basePort);
    const run = runMain("--port", String(basePort), "--only", "postgres");
    expect(await run.exit).toBe(1);
    expect(run.output()).toBe(
      `Port ${basePort} on 127.0.0.1, which postgres needs, is in use: stop what listens there, or choose other ports with --port.\n`,
    );
    await new Promise((done) => blocker.close(done));
  });

  test("ends with 2 and its usage when it is called wrongly", async () => {
    const run = runMain("--port", "many");
    expect(await run.exit).toBe(2);
    expect(run.output()).toMatch(/^usage: /);
  });
});
