import { ensureBrowser } from "./browser.ts";
import { main } from "./main.ts";
import { runSteps } from "./run-steps.ts";
import { VERIFY_STEPS } from "./verify-steps.ts";

await main(async () => {
  const checked = await runSteps(VERIFY_STEPS.filter(({ name }) => name !== "unit tests"));
  if (checked !== 0) return checked;
  const browser = await ensureBrowser((line) => process.stdout.write(`${line}\n`));
  process.env["BROWSER_PATH"] = browser;
  // One run of all projects: its last line is the sum.
  return runSteps([{ name: "tests", command: "vitest", args: ["run"] }]);
});
