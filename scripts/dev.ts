import path from "node:path";
import { formatLogLine } from "#local/format-log-line.ts";
import { requireFreePort, startApp } from "./app-server.ts";
import { readOptions } from "./demo/options.ts";
import { startLocalEnvironment } from "./local-environment.ts";
import { main } from "./main.ts";

await main(async () => {
  const options = readOptions(process.argv.slice(2));
  await requireFreePort(options.appPort);
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  const local = await startLocalEnvironment({
    ...options,
    dataDir: path.join(options.dataDir, "../dev"),
    log: (message, fields) => print(formatLogLine(new Date(), message, fields)),
  });
  try {
    const app = await startApp({
      port: options.appPort,
      variables: local.variables,
      output: print,
      mode: "dev",
    });
    print(`App: ${app.origin}`);
    await new Promise<void>((resolve) => {
      for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => resolve());
      app.process.once("exit", () => resolve());
    });
    await app.stop();
  } finally {
    await local.program.close();
  }
});
