import { openDatabase } from "#db/client.ts";
import { getEnv } from "#lib/env.ts";
import { listCommand } from "./events/list-command.ts";
import { redriveCommand } from "./events/redrive-command.ts";
import { showCommand } from "./events/show-command.ts";
import { takeEnvironmentFile, USAGE } from "./events/usage.ts";
import { main } from "./main.ts";

const COMMANDS = { list: listCommand, show: showCommand, redrive: redriveCommand };

await main(async () => {
  const args = takeEnvironmentFile(process.argv.slice(2));
  const [name = "help", ...rest] = args;
  if (name === "help" || args.includes("--help")) {
    process.stdout.write(USAGE);
    return 0;
  }
  const command = Object.entries(COMMANDS).find(([known]) => known === name)?.[1];
  if (command === undefined)
    throw new Error(`There is no "${name}": choose ${Object.keys(COMMANDS).join(", ")} or help.`);
  const run = command(rest);
  const db = openDatabase(getEnv().database, () => undefined);
  try {
    return await run({ db, say: (line) => void process.stdout.write(`${line}\n`) });
  } finally {
    await db.close();
  }
});
