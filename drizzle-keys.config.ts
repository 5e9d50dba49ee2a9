import { defineConfig } from "drizzle-kit";

/** The database of keys, which is another one than the data's: `drizzle-kit generate --config drizzle-keys.config.ts`. */
export default defineConfig({
  dialect: "postgresql",
  schema: "./db/keys/schema.ts",
  out: "./db/keys/migrations",
  dbCredentials: { url: process.env["KEYS_DATABASE_URL"] ?? "" },
});
