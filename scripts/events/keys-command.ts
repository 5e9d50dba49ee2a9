import { parseArgs } from "node:util";
import * as z from "zod";
import {
  createApiKey,
  type ListedApiKey,
  listApiKeys,
  revokeApiKey,
} from "#lib/api-keys/keep-api-keys.ts";
import { SCOPES } from "#lib/api-keys/scopes.ts";
import { findSellerId } from "#lib/events/read-log.ts";
import { alignedTable, formatMoment } from "./aligned-table.ts";
import { type CommandPorts, parseGiven } from "./command.ts";

type KeysCommand = (args: string[]) => (ports: Pick<CommandPorts, "db" | "say">) => Promise<number>;

const DAY_MS = 86_400_000;

const SCOPES_TO_CHOOSE = `one or more of ${SCOPES.join(", ")}`;

const createOptions = z.object({
  name: z.string("whose key it is").trim().min(1).max(80),
  scope: z.array(z.enum(SCOPES, SCOPES_TO_CHOOSE), SCOPES_TO_CHOOSE).min(1, SCOPES_TO_CHOOSE),
  seller: z.string().optional(),
  rank: z.enum(["1", "2"], "1 or 2").default("1"),
  days: z.coerce.number("a number of days").positive().max(3_650).optional(),
});

/** `keys create|list|revoke`: who may send events from outside. */
export const keysCommand: KeysCommand = (args) => {
  const [action, ...rest] = args;
  if (action === "create") return createCommand(rest);
  if (action === "list") return listCommand(rest);
  if (action === "revoke") return revokeCommand(rest);
  throw new Error("keys takes one of create, list, revoke.");
};

const createCommand: KeysCommand = (args) => {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args,
    options: {
      name: text,
      scope: { type: "string", multiple: true },
      seller: text,
      rank: text,
      days: text,
    },
  });
  const { name, scope, seller, rank, days } = parseGiven(createOptions, values);
  return async ({ db, say }) => {
    const sellerId = seller === undefined ? null : ((await findSellerId(db, seller)) ?? null);
    if (seller !== undefined && sellerId === null)
      throw new Error(`No seller has the handle ${seller}.`);
    const expiresAt = days === undefined ? null : new Date(Date.now() + days * DAY_MS);
    const newKey = {
      name,
      scopes: scope,
      sellerId,
      expiresAt,
      rank: rank === "2" ? 2 : 1,
    } as const;
    const { id, key } = await createApiKey(db, newKey);
    say(key);
    say(`\nThis is the only time that the key can be seen. To end it: keys revoke ${id}`);
    return 0;
  };
};

const listCommand: KeysCommand = (args) => {
  parseArgs({ args, options: {} });
  return async ({ db, say }) => {
    const keys = await listApiKeys(db);
    say(keys.length === 0 ? "There is no key." : alignedTable(HEADER, keys.map(toRow)));
    return 0;
  };
};

const HEADER = ["id", "key", "name", "scopes", "seller", "rank", "last used (UTC)", "state"];

function toRow(key: ListedApiKey): string[] {
  return [
    key.id,
    `${key.keyStart}…`,
    key.name,
    key.scopes.join(" "),
    key.sellerHandle ?? "all",
    String(key.rank),
    formatMoment(key.lastUsedAt),
    stateOf(key),
  ];
}

function stateOf({ revokedAt, expiresAt }: ListedApiKey): string {
  if (revokedAt !== null) return `revoked ${formatMoment(revokedAt)}`;
  if (expiresAt === null) return "valid";
  const isOver = expiresAt.getTime() <= Date.now();
  return `${isOver ? "ended" : "valid until"} ${formatMoment(expiresAt)}`;
}

const revokeCommand: KeysCommand = (args) => {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const given = z.tuple([z.guid()]).safeParse(positionals);
  if (!given.success) throw new Error("keys revoke takes one KEY_ID, which is a UUID.");
  const [id] = given.data;
  return async ({ db, say }) => {
    if (!(await revokeApiKey(db, id)))
      throw new Error(`There is no key ${id} that is not revoked yet.`);
    say(`The key ${id} opens nothing any more.`);
    return 0;
  };
};
