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

  test.each(["true", "false", "1"])(
    "refuses QSTASH_DEV=%s, which makes public keys valid",
    (dev) => {
      expect(() => parseEnv({ ...complete, QSTASH_DEV: dev })).toThrow("QSTASH_DEV");
    },
  );

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
});
