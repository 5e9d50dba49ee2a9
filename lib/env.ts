import * as z from "zod";

const text = z.string().min(1);
const secret = z.string().min(16, "at least 16 characters");
const url = z.url();
const whole = (fallback: number) => z.coerce.number().int().positive().default(fallback);
const MASTER_KEY_BYTES = 32;
const flag = (fallback: boolean) =>
  z
    .enum(["true", "false"])
    .default(fallback ? "true" : "false")
    .transform((value) => value === "true");

const WHATSAPP_ACCOUNT = [
  "WHATSAPP_ACCESS_TOKEN",
  "WHATSAPP_PHONE_NUMBER_ID",
  "WHATSAPP_APP_SECRET",
  "WHATSAPP_VERIFY_TOKEN",
] as const;

/** Every variable the app reads, by the service that it belongs to. */
export const variables = {
  app: z.object({
    /** Public origin, without a path; on Vercel it follows from the deployment. */
    APP_ORIGIN: url.optional(),
    CRON_SECRET: secret,
    /** Opens the operator's pages at /admin; without it there are none. */
    OPERATOR_TOKEN: secret.optional(),
    LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
    MEDIA_ALLOWED_HOSTS: z
      .string()
      .default("*.tiktokcdn.com,*.tiktokcdn-us.com,*.tiktokcdn-eu.com,*.tiktok.com,api.apify.com"),
    ENABLE_AI_PROCESSING: flag(true),
    /** While it is off no message leaves, sign-in codes included. */
    ENABLE_WHATSAPP_INTEGRATION: flag(true),
    /** While it is off the events stay in the log, and are counted once it is on again. */
    ENABLE_ANALYTICS: flag(true),
  }),
  vercel: z.object({
    VERCEL_ENV: z.enum(["production", "preview", "development"]).optional(),
    VERCEL_PROJECT_PRODUCTION_URL: text.optional(),
    VERCEL_BRANCH_URL: text.optional(),
    VERCEL_GIT_COMMIT_REF: text.optional(),
    VERCEL_GIT_COMMIT_SHA: text.optional(),
    VERCEL_AUTOMATION_BYPASS_SECRET: text.optional(),
  }),
  database: z.object({
    POSTGRES_URL: url.optional(),
    /** `host:port` of a proxy that speaks the serverless driver's protocol; unset, the provider's own. */
    POSTGRES_PROXY: text.optional(),
    DATABASE_URL: url.optional(),
    DATABASE_MAX_CONNECTIONS: whole(10),
  }),
  qstash: z.object({
    QSTASH_URL: url.default("https://qstash.upstash.io"),
    QSTASH_TOKEN: text,
    QSTASH_CURRENT_SIGNING_KEY: text,
    QSTASH_NEXT_SIGNING_KEY: text,
    /** Deliveries of one event type under way at once: what the functions, or the machine, can bear. */
    QSTASH_PARALLELISM: whole(60),
    /** The SDK would accept public development keys with it, so it must not be set. */
    QSTASH_DEV: z.undefined("must not be set: it makes public keys valid").optional(),
  }),
  pusher: z.object({
    PUSHER_APP_ID: text,
    PUSHER_KEY: text,
    PUSHER_SECRET: text,
    PUSHER_CLUSTER: text,
    PUSHER_HOST: text.optional(),
    PUSHER_PORT: z.coerce.number().int().positive().optional(),
  }),
  apify: z.object({
    APIFY_TOKEN: text,
    APIFY_BASE_URL: url.default("https://api.apify.com"),
    APIFY_ACTOR_ID: text.default("clockworks/tiktok-scraper"),
    APIFY_WEBHOOK_SECRET: secret,
    SCRAPER_DAILY_RUNS: whole(2_000),
  }),
  blob: z.object({
    BLOB_READ_WRITE_TOKEN: text,
    /** Read by the SDK itself; listed so that it is known. */
    VERCEL_BLOB_API_URL: url.optional(),
  }),
  privacy: z.object({
    /** The first key wraps the keys of sellers; those after it only open what they wrapped before. */
    PERSONAL_DATA_KEY: z.string().transform((list, context) => {
      const keys = list.split(",").map((key) => Buffer.from(key.trim(), "base64"));
      if (keys.every((key) => key.length === MASTER_KEY_BYTES)) return keys;
      context.addIssue({ code: "custom", message: "32 random bytes as base64, or a list of such" });
      return z.NEVER;
    }),
    KEYS_DATABASE_URL: url,
  }),
  auth: z.object({
    /** Signs cookies, encrypts the keys of tokens and makes the hashes of codes; a new one signs everybody out. */
    AUTH_SECRET: z.string().min(32, "at least 32 characters"),
  }),
  whatsapp: z
    .object({
      WHATSAPP_GRAPH_URL: url.default("https://graph.facebook.com"),
      WHATSAPP_ACCESS_TOKEN: text.optional(),
      WHATSAPP_PHONE_NUMBER_ID: text.optional(),
      WHATSAPP_APP_SECRET: text.optional(),
      WHATSAPP_VERIFY_TOKEN: text.optional(),
    })
    .refine((given) => [0, 4].includes(WHATSAPP_ACCOUNT.filter((name) => given[name]).length), {
      path: [WHATSAPP_ACCOUNT.join(", ")],
      error: "set all four or none",
    }),
  redis: z
    .object({
      UPSTASH_REDIS_REST_URL: url.optional(),
      UPSTASH_REDIS_REST_TOKEN: text.optional(),
    })
    .refine(
      ({ UPSTASH_REDIS_REST_URL: address, UPSTASH_REDIS_REST_TOKEN: token }) => !address === !token,
      { path: ["UPSTASH_REDIS_REST_URL, UPSTASH_REDIS_REST_TOKEN"], error: "set both or neither" },
    ),
  openai: z.object({
    OPENAI_API_KEY: text.optional(),
    OPENAI_BASE_URL: url.default("https://api.openai.com/v1"),
    OPENAI_MODEL: text.default("gpt-5-mini"),
  }),
} as const;

const WHERE_TO_GET: Record<keyof typeof variables, string> = {
  app: "choose it yourself",
  vercel: "set by Vercel",
  database: "Vercel > Storage > Postgres",
  qstash: "Upstash console > QStash",
  pusher: "Pusher dashboard > Channels > App keys",
  apify: "Apify console > Settings > API & Integrations",
  blob: "Vercel > Storage > Blob",
  privacy: "openssl rand -base64 32, and a Postgres database of its own",
  auth: "openssl rand -base64 48",
  whatsapp: "Meta for Developers > WhatsApp > API Setup",
  redis: "Upstash console > Redis > REST API",
  openai: "OpenAI platform > API keys",
};

type Source = Record<string, string | undefined>;

/** What is wrong with an environment: every problem at once, each with where the value comes from. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
}

export type Env = Readonly<ReturnType<typeof parseEnv>>;

/** Parses an environment; an empty value counts as missing. Throws `EnvironmentError`. */
export function parseEnv(source: Source) {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const problems: string[] = [];
  const group = <Name extends keyof typeof variables>(name: Name) => {
    const parsed = variables[name].safeParse(given);
    if (parsed.success) return parsed.data as z.infer<(typeof variables)[Name]>;
    for (const issue of parsed.error.issues)
      problems.push(`${issue.path.join(".")}: ${issue.message} (${WHERE_TO_GET[name]})`);
    return undefined;
  };
  const app = group("app");
  const vercel = group("vercel");
  const database = group("database");
  const qstash = group("qstash");
  const pusher = group("pusher");
  const apify = group("apify");
  const blob = group("blob");
  const redis = group("redis");
  const privacy = group("privacy");
  const auth = group("auth");
  const whatsapp = group("whatsapp");
  const openai = group("openai");
  const origin = app && vercel ? originOf(app.APP_ORIGIN, vercel) : undefined;
  if (!origin && app && vercel)
    problems.push("APP_ORIGIN: missing (the public address of this app)");
  if (database && !database.POSTGRES_URL && !database.DATABASE_URL)
    problems.push(`POSTGRES_URL or DATABASE_URL: missing (${WHERE_TO_GET.database})`);
  if (database && privacy) problems.push(...problemsOfKeys(database, privacy));
  if (
    !(app && vercel && database && qstash && pusher && apify && blob && privacy && auth) ||
    problems.length
  )
    throw new EnvironmentError(`The environment is not complete:\n- ${problems.join("\n- ")}`);
  return Object.freeze({
    origin: origin ?? "",
    environmentName: environmentNameOf(vercel),
    protectionBypass: vercel.VERCEL_AUTOMATION_BYPASS_SECRET ?? null,
    version: vercel.VERCEL_GIT_COMMIT_SHA ?? "local",
    cronSecret: app.CRON_SECRET,
    operatorToken: app.OPERATOR_TOKEN ?? null,
    logLevel: app.LOG_LEVEL,
    mediaAllowedHosts: app.MEDIA_ALLOWED_HOSTS,
    analyticsEnabled: app.ENABLE_ANALYTICS,
    database: databaseOf(database),
    qstash: {
      url: qstash.QSTASH_URL,
      token: qstash.QSTASH_TOKEN,
      currentSigningKey: qstash.QSTASH_CURRENT_SIGNING_KEY,
      nextSigningKey: qstash.QSTASH_NEXT_SIGNING_KEY,
      parallelism: qstash.QSTASH_PARALLELISM,
    },
    pusher: {
      appId: pusher.PUSHER_APP_ID,
      key: pusher.PUSHER_KEY,
      secret: pusher.PUSHER_SECRET,
      cluster: pusher.PUSHER_CLUSTER,
      endpoint:
        pusher.PUSHER_HOST && pusher.PUSHER_PORT
          ? { host: pusher.PUSHER_HOST, port: pusher.PUSHER_PORT }
          : null,
    },
    apify: {
      token: apify.APIFY_TOKEN,
      baseUrl: apify.APIFY_BASE_URL,
      actorId: apify.APIFY_ACTOR_ID,
      webhookSecret: apify.APIFY_WEBHOOK_SECRET,
      dailyRuns: apify.SCRAPER_DAILY_RUNS,
    },
    blob: { token: blob.BLOB_READ_WRITE_TOKEN },
    privacy: privacyOf(privacy),
    authSecret: auth.AUTH_SECRET,
    whatsapp: app.ENABLE_WHATSAPP_INTEGRATION ? whatsappOf(whatsapp) : null,
    whatsappWebhook: whatsappWebhookOf(whatsapp),
    redis: redisOf(redis),
    openai: app.ENABLE_AI_PROCESSING ? openaiOf(openai) : null,
  });
}

type VercelVariables = z.infer<(typeof variables)["vercel"]>;

function originOf(given: string | undefined, vercel: VercelVariables): string | undefined {
  if (given) return new URL(given).origin;
  const host =
    vercel.VERCEL_ENV === "production"
      ? vercel.VERCEL_PROJECT_PRODUCTION_URL
      : vercel.VERCEL_BRANCH_URL;
  return host && `https://${host}`;
}

type PrivacyVariables = z.infer<(typeof variables)["privacy"]>;

function privacyOf(privacy: PrivacyVariables) {
  return { masterKeys: privacy.PERSONAL_DATA_KEY, keysDatabaseUrl: privacy.KEYS_DATABASE_URL };
}

function problemsOfKeys(
  { POSTGRES_URL, DATABASE_URL }: z.infer<(typeof variables)["database"]>,
  { KEYS_DATABASE_URL }: PrivacyVariables,
): string[] {
  const isApart = [POSTGRES_URL, DATABASE_URL].every(
    (url) => !isSameDatabase(url, KEYS_DATABASE_URL),
  );
  if (isApart) return [];
  return [
    "KEYS_DATABASE_URL: is the data's own database (its backups would bring destroyed keys back)",
  ];
}

/** Whatever the role, the port or the pooler in between. */
function isSameDatabase(one: string | undefined, other: string): boolean {
  if (one === undefined) return false;
  const [first, second] = [new URL(one), new URL(other)];
  return first.pathname === second.pathname && first.hostname === second.hostname;
}

/** Prefix of everything that environments must not share, such as URL groups. */
function environmentNameOf(vercel: VercelVariables): string {
  if (vercel.VERCEL_ENV === "production") return PRODUCTION;
  if (vercel.VERCEL_ENV !== "preview") return "local";
  return previewNameOf(vercel.VERCEL_GIT_COMMIT_REF ?? "unnamed");
}

export const PRODUCTION = "prod";

/** The environment of a branch's previews. */
export function previewNameOf(branch: string): string {
  return `preview-${branch
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 40)}`;
}

/** Null leaves reading to the rules. */
function openaiOf(openai: z.infer<(typeof variables)["openai"]> | undefined) {
  if (!openai?.OPENAI_API_KEY) return null;
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: model } = openai;
  return { apiKey, baseUrl, model };
}

/** Null sends nothing. */
function whatsappOf(whatsapp: z.infer<(typeof variables)["whatsapp"]> | undefined) {
  const {
    WHATSAPP_GRAPH_URL: graphUrl = "",
    WHATSAPP_ACCESS_TOKEN: accessToken,
    WHATSAPP_PHONE_NUMBER_ID: phoneNumberId,
    WHATSAPP_APP_SECRET: appSecret,
    WHATSAPP_VERIFY_TOKEN: verifyToken,
  } = whatsapp ?? {};
  if (!accessToken || !phoneNumberId || !appSecret || !verifyToken) return null;
  return { graphUrl, accessToken, phoneNumberId, appSecret, verifyToken };
}

/** Null without an account. Whoever writes STOP is heard also while nothing is sent. */
function whatsappWebhookOf(whatsapp: z.infer<(typeof variables)["whatsapp"]> | undefined) {
  const account = whatsappOf(whatsapp);
  if (account === null) return null;
  const { phoneNumberId, appSecret, verifyToken } = account;
  return { phoneNumberId, appSecret, verifyToken };
}

/** Null counts nobody's requests. */
function redisOf(redis: z.infer<(typeof variables)["redis"]> | undefined) {
  const { UPSTASH_REDIS_REST_URL: address, UPSTASH_REDIS_REST_TOKEN: token } = redis ?? {};
  return address && token ? { url: address, token } : null;
}

function databaseOf(database: z.infer<(typeof variables)["database"]>) {
  const maxConnections = database.DATABASE_MAX_CONNECTIONS;
  if (database.POSTGRES_URL)
    return {
      driver: "vercel" as const,
      url: database.POSTGRES_URL,
      proxy: database.POSTGRES_PROXY ?? null,
      maxConnections,
    };
  return { driver: "pg" as const, url: database.DATABASE_URL ?? "", maxConnections };
}

let parsed: Env | undefined;

/** The environment of this process, parsed once at boot. */
export function getEnv(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}
