import { defineConfig } from "vitest/config";

const needsPostgres = {
  environment: "node",
  globalSetup: "tests/support/global-postgres.ts",
  testTimeout: 60_000,
  hookTimeout: 120_000,
} as const;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          environment: "node",
          include: [
            "{app,bench,db,eval,lib,local,scripts,workers}/**/*.test.{ts,tsx}",
            "tests/*.test.ts",
          ],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          ...needsPostgres,
          name: "integration",
          include: ["tests/{integration,doors,contracts}/**/*.test.ts"],
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...needsPostgres,
          name: "e2e",
          globalSetup: "tests/support/global-app.ts",
          include: ["tests/e2e/**/*.test.ts"],
          maxWorkers: 1,
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
