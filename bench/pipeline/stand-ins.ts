import * as z from "zod";
import { startLocalEnvironment } from "#scripts/local-environment.ts";

/** What the process of the stand-ins is told; everything is served from free ports. */
export const standInOptions = z.object({
  dataDir: z.string(),
  feedDir: z.string(),
  appPort: z.int(),
});
export type StandInOptions = z.infer<typeof standInOptions>;

process.once("message", (message) => void serve(standInOptions.parse(message)));
process.send?.("up");

async function serve(options: StandInOptions): Promise<void> {
  const { program, variables } = await startLocalEnvironment({
    ...options,
    basePort: 0,
    log: () => undefined,
  });
  const stop = () => void program.close().then(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("disconnect", stop);
  process.send?.({ variables });
}
