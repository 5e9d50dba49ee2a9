import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";

export const USAGE = `The event log from a shell.

  npm run events -- list     [--type T] [--seller HANDLE] [--video ID] [--correlation ID]
                             [--since WHEN] [--until WHEN] [--limit 50]
  npm run events -- show     EVENT_ID [--personal]
  npm run events -- product  VIDEO_ID|PRODUCT_ID [--at WHEN]
  npm run events -- replay   --consumer C [--type T] [--seller HANDLE] [--video ID]
                             [--correlation ID] [--since WHEN] [--until WHEN] [--rate N]
                             [--dry-run]
  npm run events -- rebuild  [--check [--until WHEN]]
  npm run events -- redrive  ID ... [--dry-run]
  npm run events -- redrive  [--consumer C] [--type T] [--reason permanent|exhausted|missing]
                             [--since WHEN] [--until WHEN] [--all] [--limit 10000] [--rate 20]
                             [--dry-run]
  npm run events -- keys create --name N --scope S [--scope S] [--seller HANDLE] [--rank 1|2]
                             [--days D]
  npm run events -- keys list
  npm run events -- keys revoke KEY_ID
  npm run events -- erase    --seller HANDLE|ID [--yes]

list     the newest events that match, the latest last
show     one event without the fields that can hold personal data, what each consumer
         made of it, and everything else that belongs to the same story
product  a product as it was at a moment, folded from the log, and which event had changed it last
replay   gives past events to one consumer; what it has handled is skipped, so twice is harmless.
         --dry-run prints the rows that would change. Stopped, the same command goes on where it
         was; --rate caps the events per second. No model is asked, nobody is told anything.
rebuild  makes every read model again from the log alone, compares it with the live one, and
         gives the live tables the rows of the log; --check only compares (exit 1: they differ).
         Interrupted, the same command goes on.
redrive  sends dead letters to their consumers again: those with these ids (of the dead
         letter or of its event), or all open ones that match. Running it twice is
         harmless. An event that the queue never took becomes due at once.
keys     who may send events to /api/v1/events: create shows a key once, for a topic
         (new-video-posted) or one type of it (new-video-posted:caption.parsed), for one
         seller or all; rank 2 wins over our own rules, 1 only fills what is missing
erase    a seller for good: destroys the key of all that the log says of her, deletes her rows
         and pictures, and tells every consumer. Without --yes it only says whom it means.
         Interrupted, it can be run again; the sweep ends it as well.
WHEN     a moment such as 2026-03-01T08:00Z or 2026-03-01, or an age such as 30m, 6h, 2d

The environment is the app's own (see .env.example). Against a demo that is up:
  npm run events -- list --env-file .local/demo/app.env
`;

/** Takes \`--env-file FILE\` out of the arguments and its variables into the environment, where they win. */
export function takeEnvironmentFile(args: string[]): string[] {
  const at = args.indexOf("--env-file");
  if (at === -1) return args;
  const file = args[at + 1];
  if (file === undefined) throw new Error("--env-file needs the path of a file.");
  try {
    Object.assign(process.env, parseEnv(readFileSync(file, "utf8")));
  } catch (cause) {
    throw new Error(`The file ${file} cannot be read.`, { cause });
  }
  return args.toSpliced(at, 2);
}
