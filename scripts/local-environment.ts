import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { migrate, migrateKeys } from "#db/migrate.ts";
import { type Env, parseEnv, variables } from "#lib/env.ts";
import { syncUrlGroups } from "#lib/events/sync-url-groups.ts";
import { openUrlGroups } from "#lib/vendors/qstash.ts";
import { type LocalProgram, startLocal } from "#local/program.ts";
import type { LocalLog } from "#local/stand-in.ts";

/** In the data folder: what a command of another shell needs to work on the same stand-ins. */
const ENVIRONMENT_FILE = "app.env";
const MESSAGE_TEMPLATES = fileURLToPath(
  new URL("../lib/notifications/templates.json", import.meta.url),
);

export type LocalEnvironment = {
  /** Every variable that the app needs, as a process would get them. */
  variables: Record<string, string>;
  env: Env;
  program: LocalProgram;
};

const secretsFile = z.object({
  CRON_SECRET: z.string(),
  APIFY_WEBHOOK_SECRET: z.string(),
  OPERATOR_TOKEN: z.string(),
  PERSONAL_DATA_KEY: z.string(),
  AUTH_SECRET: z.string(),
});

/** Stand-ins for every cloud, a migrated database and URL groups for an app at `127.0.0.1:appPort`. */
export async function startLocalEnvironment(options: {
  dataDir: string;
  feedDir: string;
  basePort: number;
  appPort: number;
  log: LocalLog;
  retryScale?: number;
}): Promise<LocalEnvironment> {
  await mkdir(options.dataDir, { recursive: true });
  const secrets = await keepSecrets(path.join(options.dataDir, "secrets.json"));
  const origin = `http://127.0.0.1:${options.appPort}`;
  const program = await startLocal({
    ...options,
    templates: MESSAGE_TEMPLATES,
    messageWebhookUrl: `${origin}/api/webhooks/whatsapp`,
  });
  try {
    const given: Record<string, string> = {
      ...nothingFromOutside(),
      ...program.env,
      ...secrets,
      // One machine decodes all videos: one for each core makes none late.
      QSTASH_PARALLELISM: String(availableParallelism()),
      APP_ORIGIN: origin,
      MEDIA_ALLOWED_HOSTS: program.standIns
        .filter(({ name }) => name === "apify" || name === "blob")
        .map(({ url }) => new URL(url).host)
        .join(","),
    };
    const env = parseEnv(given);
    await writeFile(path.join(options.dataDir, ENVIRONMENT_FILE), toEnvironmentFile(given), {
      mode: 0o600,
    });
    await migrate(given["DATABASE_URL"] ?? "");
    await migrateKeys(env.privacy.keysDatabaseUrl);
    await syncUrlGroups(openUrlGroups(env.qstash), env);
    return { variables: given, env, program };
  } catch (error) {
    await program.close();
    throw error;
  }
}

/**
 * Every variable that the app reads, empty: what stands in the shell or in a pulled `.env` file must
 * not lead the app to a real service, least of all to the real database.
 */
function nothingFromOutside(): Record<string, string> {
  const names = Object.values(variables).flatMap((group) => Object.keys(group.shape));
  return Object.fromEntries(names.map((name) => [name, ""]));
}

/** Drawn on the first start and kept, so that what was signed before a restart is still good after it. */
async function keepSecrets(file: string): Promise<z.infer<typeof secretsFile>> {
  const draw = () => randomBytes(24).toString("hex");
  const secrets = {
    CRON_SECRET: draw(),
    APIFY_WEBHOOK_SECRET: draw(),
    OPERATOR_TOKEN: draw(),
    PERSONAL_DATA_KEY: randomBytes(32).toString("base64"),
    AUTH_SECRET: draw(),
    ...(await readSecrets(file)),
  };
  await writeFile(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}

/** The secrets of an earlier start; one that this version is the first to need is not among them. */
async function readSecrets(file: string): Promise<object> {
  try {
    return secretsFile.partial().parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return {};
  }
}

function toEnvironmentFile(variables: Record<string, string>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
    .join("");
}
