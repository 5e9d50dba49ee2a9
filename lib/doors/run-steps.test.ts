import { expect, test } from "vitest";
import { runSteps } from "./run-steps.ts";

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

test("reports what each step did", async () => {
  const steps = { first: () => Promise.resolve(2), second: () => Promise.resolve(0) };
  expect(await runSteps(steps, { task: "sweep", log: quiet })).toEqual({ first: 2, second: 0 });
});

test("runs the steps after one that fails, and fails as a whole", async () => {
  const ran: string[] = [];
  const logged: unknown[] = [];
  const steps = {
    first: () => Promise.reject(new Error("poison")),
    second: () => Promise.resolve(ran.push("second")),
  };
  const log = {
    ...quiet,
    error: (event: string, fields?: object) => void logged.push([event, fields]),
  };
  await expect(runSteps(steps, { task: "sweep", log })).rejects.toThrow("first of sweep failed");
  expect(ran).toEqual(["second"]);
  expect(logged).toEqual([["cron.step_failed", { task: "sweep", step: "first", error: "poison" }]]);
});
