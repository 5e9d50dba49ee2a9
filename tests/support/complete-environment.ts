/** Every variable that must be there, leading nowhere, for a script that needs few of them. */
export const completeEnvironment = {
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
