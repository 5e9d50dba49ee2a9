import type { Step } from "./run-steps.ts";

/** Everything that needs neither a database nor a browser. */
export const VERIFY_STEPS: Step[] = [
  { name: "format", command: "prettier", args: ["--check", "--log-level", "warn", "."] },
  { name: "lint", command: "oxlint", args: ["--type-aware", "--deny-warnings"] },
  { name: "types", command: "tsc", args: ["--noEmit"] },
  { name: "unit tests", command: "vitest", args: ["run", "--project", "unit"] },
];
