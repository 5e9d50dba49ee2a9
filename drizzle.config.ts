import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: "./db/schema/index.ts",
  out: "./db/migrations",
  dbCredentials: {
    url: process.env["DATABASE_URL"] ?? process.env["POSTGRES_URL_NON_POOLING"] ?? "",
  },
});
