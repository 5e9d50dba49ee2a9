import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "#db/migrate.ts";
import { startPostgres } from "#local/postgres/start-postgres.ts";

export type BenchDatabase = { url: string; close(): Promise<void> };

/** The embedded Postgres of the stand-ins, migrated and empty, in a folder that close removes. */
export async function startBenchDatabase(): Promise<BenchDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), "bench-postgres-"));
  const removeFolder = () => rm(dataDir, { recursive: true, force: true });
  try {
    const postgres = await startPostgres({ port: 0, dataDir, log: () => undefined });
    const url = postgres.env["DATABASE_URL"] ?? "";
    const close = async () => {
      await postgres.close();
      await removeFolder();
    };
    try {
      await migrate(url);
    } catch (error) {
      await close();
      throw error;
    }
    return { url, close };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}
