import { main } from "./main.ts";
import { runSteps } from "./run-steps.ts";
import { VERIFY_STEPS } from "./verify-steps.ts";

await main(() => runSteps(VERIFY_STEPS));
