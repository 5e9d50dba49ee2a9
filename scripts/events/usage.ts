import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";

export const USAGE = `The event log from a shell.

  npm run events -- list     [--type T] [--seller HANDLE] [--video ID] [--correlation ID]
                             [--since WHEN] [--until WHEN] [--limit 50]
  npm run events -- show     EVENT_ID [--personal]
  npm run events -- redrive  ID ... [--dry-run]
  npm run events -- redrive  [--consumer C] [--type T] [--reason permanent|exhausted|missing]
                             [--since WHEN] [--until WHEN] [--all] [--limit 10000] [--rate 20]
                             [--dry-run]

list     the newest events that match, the latest last
show     one event without the fields that can hold personal data, what each consumer
         made of it, and everything else that belongs to the same story
redrive  sends dead letters to their consumers again: those with these ids (of the dead
         letter or of its event), or all open ones that match. Running it twice is
         harmless. An event that the queue never took becomes due at once.
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
