import * as z from "zod";
import type { Command } from "./resp-connection.ts";

const argument = z.union([z.string(), z.number(), z.boolean()]).transform(String);

export const restCommand = z.array(argument).min(1).max(1_000_000);
export const restCommands = z.array(restCommand).min(1).max(100_000);

export type RestCommand = z.infer<typeof restCommand>;

/** Not served over REST: what blocks, what belongs to a connection, what runs the server. */
const REFUSED = new Set(
  [
    "BLPOP BRPOP BRPOPLPUSH BLMOVE BLMPOP BZPOPMIN BZPOPMAX BZMPOP WAIT WAITAOF",
    "MULTI EXEC WATCH UNWATCH DISCARD",
    "AUTH CLIENT HELLO QUIT RESET SELECT READONLY READWRITE ASKING",
    "SUBSCRIBE UNSUBSCRIBE PSUBSCRIBE PUNSUBSCRIBE SSUBSCRIBE SUNSUBSCRIBE MONITOR",
    "CONFIG SHUTDOWN DEBUG SAVE BGSAVE BGREWRITEAOF LASTSAVE REPLICAOF SLAVEOF FAILOVER CLUSTER",
    "MODULE MIGRATE SYNC PSYNC REPLCONF LATENCY SLOWLOG SWAPDB MOVE RESTORE-ASKING",
  ].flatMap((line) => line.split(" ")),
);

/** Why the service does not run this command over REST, or undefined when it does. */
export function findRefusal(command: RestCommand): string | undefined {
  const name = (command[0] ?? "").toUpperCase();
  const blocks =
    (name === "XREAD" || name === "XREADGROUP") &&
    command.some((part, at) => at > 0 && part.toUpperCase() === "BLOCK");
  if (!blocks && !REFUSED.has(name)) return undefined;
  return `ERR Command is not available: '${name}'. See https://upstash.com/docs/redis/overall/compatibility for details`;
}

/** The command that is spelled out in path and query: `/set/key/value?EX=100`. */
export function commandOfPath(
  path: string,
  query: URLSearchParams,
  body: Buffer,
): Command | undefined {
  try {
    const command: Command = path.slice(1).split("/").map(decodeURIComponent);
    if (body.length > 0) command.push(body);
    for (const [name, value] of query) {
      if (name === "_token") continue;
      command.push(name);
      if (value !== "") command.push(value);
    }
    return command;
  } catch {
    return undefined;
  }
}
