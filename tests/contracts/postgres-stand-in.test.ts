import { spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { createCluster } from "#local/postgres/create-cluster.ts";
import { placeCluster } from "#local/postgres/place-cluster.ts";
import { preparePostgresBinaries } from "#local/postgres/postgres-binaries.ts";
import { spawnPostgres } from "#local/postgres/postgres-process.ts";
import { startPostgres, type LocalPostgres } from "#local/postgres/start-postgres.ts";

const REACHED = { timeout: 20_000, interval: 20 };
const isRoot = process.getuid?.() === 0;

let root: string;
let dataDir: string;
let started: LocalPostgres[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "postgres-"));
  await chmod(root, 0o755);
  dataDir = join(root, "data");
  started = [];
});

afterEach(async () => {
  for (const postgres of started) await postgres.close();
  await rm(root, { recursive: true, force: true });
});

async function open(options: { port?: number; dataDir?: string } = {}): Promise<LocalPostgres> {
  const postgres = await startPostgres({
    port: 0,
    dataDir,
    durable: false,
    log: () => undefined,
    ...options,
  });
  started.push(postgres);
  return postgres;
}

async function query(postgres: LocalPostgres, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(postgres.env["DATABASE_URL"]);
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  // A listening TCP server always has an address object.
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

describe("data folder", () => {
  test("keeps data and address over a restart", async () => {
    const first = await open();
    await query(first, "create table kept as select 7 as n");
    const port = Number(new URL(first.adminUrl).port);
    await first.close();
    const second = await open({ port });
    expect(second.env).toEqual(first.env);
    expect(await query(second, "select n from kept")).toEqual([{ n: 7 }]);
  });

  test("belongs to one program at a time", async () => {
    const first = await open();
    await expect(open()).rejects.toThrow(/in use by process/);
    expect(await query(first, "select 1 as up")).toEqual([{ up: 1 }]);
  });

  test("is made again if its making was cut off", async () => {
    await mkdir(join(dataDir, "cluster", "data.new"), { recursive: true });
    await writeFile(join(dataDir, "cluster", "data.new", "PG_VERSION"), "18");
    await expect(open().then((postgres) => query(postgres, "select 1 as up"))).resolves.toEqual([
      { up: 1 },
    ]);
  });

  test("opens although a crash left a pid file with a number that is taken again", async () => {
    const first = await open();
    const data = (await query(first, "show data_directory"))[0]?.["data_directory"];
    await first.close();
    await writeFile(join(String(data), "postmaster.pid"), `${process.pid}\n${String(data)}\n`);
    const second = await open();
    expect(await query(second, "select 1 as up")).toEqual([{ up: 1 }]);
  });

  test("is taken over from a server that an earlier program left running", async () => {
    const place = await placeCluster(dataDir);
    const binaries = await preparePostgresBinaries(place.user);
    const data = await createCluster(place, { binaries, durable: false });
    const { user } = place;
    const logFile = join(dataDir, "server.log");
    const settings = { data, binaries, user, port: await findFreePort(), durable: false, logFile };
    const orphan = await spawnPostgres(settings);
    const postgres = await open();
    expect(orphan.isRunning()).toBe(false);
    expect(await query(postgres, "select 1 as up")).toEqual([{ up: 1 }]);
  });

  test.runIf(isRoot)("is moved for root to where an unprivileged user can reach it", async () => {
    await chmod(root, 0o700);
    const first = await open();
    const [row] = await query(first, "show data_directory");
    const cluster = dirname(String(row?.["data_directory"]));
    onTestFinished(() => rm(cluster, { recursive: true, force: true }));
    expect(cluster.startsWith(root)).toBe(false);
    await query(first, "create table kept as select 7 as n");
    await first.close();
    const second = await open();
    expect(await query(second, "select n from kept")).toEqual([{ n: 7 }]);
    await second.close();
    await rm(dataDir, { recursive: true });
    const fresh = await open();
    expect(await query(fresh, "select to_regclass('kept') as kept")).toEqual([{ kept: null }]);
  });
});

describe("process", () => {
  test.runIf(isRoot)("never runs as root", async () => {
    const postgres = await open();
    const owner = await stat(`/proc/${String(postgres.serverPid())}`);
    expect(owner.uid).toBeGreaterThan(0);
  });

  test("ends when its program is killed", async () => {
    const program = `
      import { startPostgres } from ${JSON.stringify(fileURLToPath(new URL("../../local/postgres/start-postgres.ts", import.meta.url)))};
      const postgres = await startPostgres({ port: 0, dataDir: ${JSON.stringify(dataDir)}, durable: false, log: () => undefined });
      console.log(postgres.serverPid());
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const pid = await new Promise<number>((resolve, reject) => {
      child.stdout.once("data", (line: Buffer) => resolve(Number(line.toString())));
      child.once("exit", () => reject(new Error("the program ended before Postgres was up")));
    });
    child.kill("SIGKILL");
    await vi.waitFor(async () => {
      const state = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
      expect(state).toBe("");
    }, REACHED);
    await expect(open().then((postgres) => query(postgres, "select 1 as up"))).resolves.toEqual([
      { up: 1 },
    ]);
  });

  test("is started again when it dies by itself", async () => {
    const postgres = await open();
    const before = postgres.serverPid();
    process.kill(Number(before), "SIGKILL");
    await vi.waitFor(async () => {
      expect(await query(postgres, "select 1 as up")).toEqual([{ up: 1 }]);
      expect(postgres.serverPid()).not.toBe(before);
    }, REACHED);
  });

  test("is not started on a port that is taken", async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, "127.0.0.1", resolve));
    // A listening TCP server always has an address object.
    const { port } = blocker.address() as AddressInfo;
    await expect(open({ port })).rejects.toMatchObject({ code: "EADDRINUSE", port });
    blocker.close();
    await expect(open().then((postgres) => query(postgres, "select 1 as up"))).resolves.toEqual([
      { up: 1 },
    ]);
  });
});
