import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { EnvironmentError, parseEnv, variables } from "./env.ts";

const complete = {
  APP_ORIGIN: "https://shop.test",
  CRON_SECRET: "a-secret-of-some-length",
  DATABASE_URL: "postgres://user@localhost/db",
  QSTASH_TOKEN: "token",
  QSTASH_CURRENT_SIGNING_KEY: "sig_current",
  QSTASH_NEXT_SIGNING_KEY: "sig_next",
  PUSHER_APP_ID: "1",
  PUSHER_KEY: "key",
  PUSHER_SECRET: "secret",
  PUSHER_CLUSTER: "eu",
  APIFY_TOKEN: "token",
  APIFY_WEBHOOK_SECRET: "a-secret-of-some-length",
  BLOB_READ_WRITE_TOKEN: "token",
  AUTH_SECRET: "a-secret-of-at-least-32-characters",
  PERSONAL_DATA_KEY: Buffer.alloc(32, 1).toString("base64"),
  KEYS_DATABASE_URL: "postgres://user@localhost/keys",
};

describe("environment", () => {
  test("the example file names exactly the variables that are read", () => {
    const example = readFileSync(new URL("../.env.example", import.meta.url), "utf8");
    const named = [...example.matchAll(/^#?\s?([A-Z][A-Z0-9_]+)=/gm)].map(
      (match) => match[1] ?? "",
    );
    const read = Object.values(variables).flatMap((group) => Object.keys(group.shape));
    expect(named.toSorted()).toEqual(read.toSorted());
  });

  test("a complete environment parses, without optional services", () => {
    const env = parseEnv(complete);
    expect(env).toMatchObject({ origin: "https://shop.test", environmentName: "local" });
    expect(env.openai).toBeNull();
  });

  test.each(Object.keys(complete))("names %s when it is missing or empty", (name) => {
    for (const value of [undefined, ""]) {
      const parse = () => parseEnv({ ...complete, [name]: value });
      expect(parse).toThrow(EnvironmentError);
      expect(parse).toThrow(name);
    }
  });

  test("reports every problem at once", () => {
    expect(() => parseEnv({})).toThrow(
      /CRON_SECRET[\s\S]*QSTASH_TOKEN[\s\S]*BLOB_READ_WRITE_TOKEN/,
    );
  });

  test("refuses a secret that is short enough to guess", () => {
    expect(() => parseEnv({ ...complete, CRON_SECRET: "short" })).toThrow("CRON_SECRET");
  });

  test("takes a list of master keys, the current one first", () => {
    const [current, former] = [Buffer.alloc(32, 2), Buffer.alloc(32, 3)];
    const list = [current, former].map((key) => key.toString("base64")).join(", ");
    const { privacy } = parseEnv({ ...complete, PERSONAL_DATA_KEY: list });
    expect(privacy.masterKeys).toEqual([current, former]);
  });

  test.each(["short", Buffer.alloc(31).toString("base64"), `${complete.PERSONAL_DATA_KEY},`])(
    "refuses %s as a master key",
    (key) => {
      expect(() => parseEnv({ ...complete, PERSONAL_DATA_KEY: key })).toThrow("PERSONAL_DATA_KEY");
    },
  );

  test("refuses to keep the keys in the database of the data, whoever signs in to it", () => {
    for (const [name, keys] of [
      ["DATABASE_URL", "postgres://other@localhost/db"],
      ["POSTGRES_URL", "postgres://u:p@localhost:5433/db?sslmode=require"],
    ] as const) {
      const given = {
        ...complete,
        [name]: "postgres://user@localhost/db",
        KEYS_DATABASE_URL: keys,
      };
      expect(() => parseEnv(given)).toThrow("KEYS_DATABASE_URL");
    }
  });

  test.each(["true", "false", "1"])(
    "refuses QSTASH_DEV=%s, which makes public keys valid",
    (dev) => {
      expect(() => parseEnv({ ...complete, QSTASH_DEV: dev })).toThrow("QSTASH_DEV");
    },
  );

  test("Redis is there with both of its variables, absent without, and never half", () => {
    const [url, token] = ["https://redis.test", "token"];
    expect(parseEnv(complete).redis).toBeNull();
    expect(
      parseEnv({ ...complete, UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token }).redis,
    ).toEqual({ url, token });
    for (const half of [{ UPSTASH_REDIS_REST_URL: url }, { UPSTASH_REDIS_REST_TOKEN: token }])
      expect(() => parseEnv({ ...complete, ...half })).toThrow("set both or neither");
  });

  test("takes Vercel's driver where Vercel's variable is set", () => {
    const env = parseEnv({ ...complete, POSTGRES_URL: "postgres://u@a-pooler.db.test/x" });
    expect(env.database.driver).toBe("vercel");
  });

  test("a preview has names of its own and the address of its branch", () => {
    const env = parseEnv({
      ...complete,
      APP_ORIGIN: "",
      VERCEL_ENV: "preview",
      VERCEL_GIT_COMMIT_REF: "feature/New Heels",
      VERCEL_BRANCH_URL: "hub-git-feature.vercel.app",
    });
    expect(env.environmentName).toBe("preview-feature-new-heels");
    expect(env.origin).toBe("https://hub-git-feature.vercel.app");
  });

  const whatsapp = {
    WHATSAPP_ACCESS_TOKEN: "token",
    WHATSAPP_PHONE_NUMBER_ID: "1",
    WHATSAPP_APP_SECRET: "secret",
    WHATSAPP_VERIFY_TOKEN: "verify",
  };

  test("has the whole WhatsApp account or none of it", () => {
    expect(parseEnv(complete)).toMatchObject({ whatsapp: null, whatsappWebhook: null });
    const env = parseEnv({ ...complete, ...whatsapp });
    expect(env.whatsapp).toMatchObject({ graphUrl: "https://graph.facebook.com" });
    for (const name of Object.keys(whatsapp))
      expect(() => parseEnv({ ...complete, ...whatsapp, [name]: "" })).toThrow(name);
  });

  test("still hears what sellers write while WhatsApp is switched off", () => {
    const off = { ...complete, ...whatsapp, ENABLE_WHATSAPP_INTEGRATION: "false" };
    const env = parseEnv(off);
    expect(env.whatsapp).toBeNull();
    expect(env.whatsappWebhook).toEqual({
      phoneNumberId: "1",
      appSecret: "secret",
      verifyToken: "verify",
    });
  });
});
