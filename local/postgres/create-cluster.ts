import { chown, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ClusterPlace } from "./place-cluster.ts";
import type { PostgresBinaries } from "./postgres-binaries.ts";
import { runCommand } from "./run-command.ts";

const INITDB_TIMEOUT_MS = 120_000;

/** The data folder of the cluster; made on the first call. A creation that was cut off is redone. */
export async function createCluster(
  place: ClusterPlace,
  { binaries, durable }: { binaries: PostgresBinaries; durable: boolean },
): Promise<string> {
  const data = join(place.folder, "data");
  if (await stat(data).catch(() => undefined)) return data;
  const draft = join(place.folder, "data.new");
  const passwordFile = join(place.folder, "password.new");
  await rm(draft, { recursive: true, force: true });
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, place.password, { mode: 0o600 });
  if (place.user !== null) await chown(passwordFile, place.user.uid, place.user.gid);
  const { code, output } = await runCommand(
    binaries.initdb,
    [
      `--pgdata=${draft}`,
      "--username=postgres",
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      ...(durable ? [] : ["--no-sync"]),
    ],
    { user: place.user, timeoutMs: INITDB_TIMEOUT_MS },
  );
  await rm(passwordFile, { force: true });
  if (code !== 0) {
    await rm(draft, { recursive: true, force: true });
    throw new Error(`Postgres could not create its data folder: ${lastLine(output)}`);
  }
  await rename(draft, data);
  return data;
}

function lastLine(output: string): string {
  const lines = output.split("\n").filter((line) => /error|fatal|panic|no space/i.test(line));
  return lines.at(0) ?? output.split("\n").at(-1) ?? "";
}
