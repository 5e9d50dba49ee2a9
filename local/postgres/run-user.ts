import { readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { RunUser } from "./run-command.ts";

// Accounts that exist on common systems and own nothing of value.
const UNPRIVILEGED_ACCOUNTS = ["nobody", "postgres", "daemon"];

/**
 * The account Postgres runs under: our own, unless we are root, whom Postgres refuses.
 * A data folder that exists keeps its owner, whoever it was.
 */
export async function chooseRunUser(dataFolder: string): Promise<RunUser> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(dataFolder).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const accounts = parseAccounts(await readFile("/etc/passwd", "utf8"));
  for (const name of UNPRIVILEGED_ACCOUNTS) {
    const account = accounts.get(name);
    if (account !== undefined) return account;
  }
  throw new Error(
    "Postgres does not run as root and no unprivileged account was found: create one named nobody, or start this program as another user.",
  );
}

function parseAccounts(passwd: string): Map<string, { uid: number; gid: number }> {
  const accounts = new Map<string, { uid: number; gid: number }>();
  for (const line of passwd.split("\n")) {
    const [name, , uid, gid] = line.split(":");
    if (name && Number(uid) > 0) accounts.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  return accounts;
}

/** Whether the user can list this folder, judged by the mode bits from it up to the root. */
export async function isReachable(folder: string, user: RunUser): Promise<boolean> {
  if (user === null) return true;
  for (let current = folder; ; current = dirname(current)) {
    const entry = await stat(current);
    const shift = entry.uid === user.uid ? 6 : entry.gid === user.gid ? 3 : 0;
    const needed = current === folder ? 0o5 : 0o1;
    if (((entry.mode >> shift) & needed) !== needed) return false;
    if (dirname(current) === current) return true;
  }
}
