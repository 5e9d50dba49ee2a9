import { join } from "node:path";
import { startApify } from "./apify/start-apify.ts";
import { startBlob } from "./blob/start-blob.ts";
import { claimFolder } from "./claim-folder.ts";
import type { FaultSwitch } from "./faults.ts";
import { startPostgres, type LocalPostgres } from "./postgres/start-postgres.ts";
import { startPusher } from "./pusher/start-pusher.ts";
import { startQstash } from "./qstash/start-qstash.ts";
import { startRedis } from "./redis/start-redis.ts";
import type { LocalLog, StandIn, StandInOptions } from "./stand-in.ts";
import { toStartFailure } from "./start-failure.ts";
import { startWhatsapp, type WhatsappOptions } from "./whatsapp/start-whatsapp.ts";

/** Where each service listens, counted from the base port; postgres has its proxy besides. */
export const PORT_OFFSETS = {
  postgres: 0,
  postgresProxy: 1,
  qstash: 2,
  redis: 3,
  pusher: 4,
  apify: 5,
  whatsapp: 6,
  blob: 7,
} as const;

export const SERVICES = [
  "postgres",
  "qstash",
  "redis",
  "pusher",
  "apify",
  "whatsapp",
  "blob",
] as const;

export type ServiceName = (typeof SERVICES)[number];

const DEFAULT_RETRY_SCALE = 60;
const OUTAGE_CHECK_MS = 200;

type Switchable = StandIn & { faults: FaultSwitch };

export type LocalOptions = {
  /** Everything the services remember, in one folder for each; one program at a time may use it. */
  dataDir: string;
  /** What the scraper finds: `<handle>/items.json` and media. */
  feedDir: string;
  /** First of the ports; 0 gives every service a free one. */
  basePort: number;
  /** Every line has the field `service`. */
  log: LocalLog;
  only?: ServiceName[];
  /** JSON file with the message templates, in the form in which they are submitted. */
  templates?: string;
  /** Where the delivery states of messages go. */
  messageWebhookUrl?: string;
  /** Retries of the queue come this many times sooner than the real service's; 60 unless told. */
  retryScale?: number;
};

export type LocalProgram = {
  /** What the app needs in its environment to use these services instead of the real ones. */
  env: Record<string, string>;
  /** In place of DATABASE_URL, to use Postgres through Vercel's driver. */
  vercelEnv: Record<string, string>;
  standIns: Switchable[];
  close(): Promise<void>;
};

/** Starts the stand-ins side by side. Rejects with a StartFailure, and then nothing is left running. */
export async function startLocal(options: LocalOptions): Promise<LocalProgram> {
  const { dataDir, log, only = SERVICES } = options;
  const release = await claimFolder(dataDir).catch((error: unknown) => {
    throw toStartFailure(error, { service: "This program", dataDir });
  });
  const names = SERVICES.filter((name) => only.includes(name));
  const results = await Promise.allSettled(names.map((name) => startService(name, options)));
  const standIns = results.flatMap((result) =>
    result.status === "fulfilled" ? [result.value] : [],
  );
  const watch = watchOutages(standIns, log);
  const close = async (): Promise<void> => {
    clearInterval(watch);
    const closed = await Promise.allSettled(standIns.map((standIn) => closeService(standIn, log)));
    await release();
    const failed = closed.find((result) => result.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  };
  const failure = results.find((result) => result.status === "rejected");
  if (failure !== undefined) {
    await close().catch((error: unknown) => log("stop failed", { error: String(error) }));
    throw failure.reason;
  }
  return {
    env: Object.assign({}, ...standIns.map((standIn) => standIn.env)) as Record<string, string>,
    vercelEnv: standIns.find(isPostgres)?.vercelEnv ?? {},
    standIns,
    close,
  };
}

async function startService(name: ServiceName, options: LocalOptions): Promise<Switchable> {
  const { basePort } = options;
  const dataDir = join(options.dataDir, name);
  const log: LocalLog = (message, fields) => options.log(message, { service: name, ...fields });
  const portOf = (service: keyof typeof PORT_OFFSETS): number =>
    basePort === 0 ? 0 : basePort + PORT_OFFSETS[service];
  const common = { port: portOf(name), dataDir, log };
  try {
    const standIn = await launch(name, {
      ...common,
      feedDir: options.feedDir,
      proxyPort: portOf("postgresProxy"),
      retryScale: options.retryScale ?? DEFAULT_RETRY_SCALE,
      messages: {
        ...(options.templates !== undefined && { templates: options.templates }),
        ...(options.messageWebhookUrl !== undefined && { webhookUrl: options.messageWebhookUrl }),
      },
    });
    log("started", { url: standIn.url });
    return standIn;
  } catch (error) {
    throw toStartFailure(error, { service: name, dataDir });
  }
}

type LaunchOptions = StandInOptions & {
  feedDir: string;
  proxyPort: number;
  retryScale: number;
  messages: Pick<WhatsappOptions, "templates" | "webhookUrl">;
};

function launch(
  name: ServiceName,
  { feedDir, proxyPort, retryScale, messages, ...common }: LaunchOptions,
): Promise<Switchable> {
  switch (name) {
    case "postgres":
      return startPostgres({ ...common, proxyPort });
    case "qstash":
      return startQstash({ ...common, retryScale });
    case "redis":
      return startRedis(common);
    case "pusher":
      return startPusher(common);
    case "apify":
      return startApify({ ...common, feedDir });
    case "whatsapp":
      return startWhatsapp({ ...common, ...messages });
    case "blob":
      return startBlob(common);
  }
}

async function closeService(standIn: StandIn, log: LocalLog): Promise<void> {
  await standIn.close();
  log("stopped", { service: standIn.name });
}

/** Says in the log when a service is made unreachable by its fault switch, and when it is back. */
function watchOutages(standIns: Switchable[], log: LocalLog): NodeJS.Timeout {
  const out = new Set<string>();
  return setInterval(() => {
    for (const { name, faults } of standIns) {
      const isOut = faults.list().some((rule) => rule.kind === "outage");
      if (isOut === out.has(name)) continue;
      if (isOut) out.add(name);
      else out.delete(name);
      log(isOut ? "outage begins" : "outage is over", { service: name });
    }
  }, OUTAGE_CHECK_MS).unref();
}

function isPostgres(standIn: Switchable): standIn is LocalPostgres {
  return "vercelEnv" in standIn;
}
