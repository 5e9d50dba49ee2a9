import { openDatabase } from "#db/client.ts";
import { getEnv } from "#lib/env.ts";
import { openPrivacy } from "#lib/privacy/open-privacy.ts";
import { eraseCommand } from "./events/erase-command.ts";
import { keysCommand } from "./events/keys-command.ts";
import { listCommand } from "./events/list-command.ts";
import { productCommand } from "./events/product-command.ts";
import { rebuildCommand } from "./events/rebuild-command.ts";
import { redriveCommand } from "./events/redrive-command.ts";
import { replayCommand } from "./events/replay-command.ts";
import { showCommand } from "./events/show-command.ts";
import { takeEnvironmentFile, USAGE } from "./events/usage.ts";
import { main } from "./main.ts";

const COMMANDS = {
  list: listCommand,
  show: showCommand,
  product: productCommand,
  replay: replayCommand,
  rebuild: rebuildCommand,
  redrive: redriveCommand,
  keys: keysCommand,
  erase: eraseCommand,
};

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
  const privacy = openPrivacy(getEnv().privacy, () => undefined);
  const db = openDatabase(getEnv().database, () => undefined, privacy.personal);
  try {
    return await run({
      db,
      keys: privacy.keys,
      say: (line) => void process.stdout.write(`${line}\n`),
    });
  } finally {
    await db.close();
    await privacy.close();
  }
});
