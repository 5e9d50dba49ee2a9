import { randomUUID } from "node:crypto";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Queries } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import type { Rank } from "../assembly/part.ts";
import { drawApiKey, hashApiKey, startOfApiKey } from "./api-key.ts";
import { SCOPES } from "./scopes.ts";

const { apiKeys, sellers } = schema;

export type NewApiKey = {
  name: string;
  scopes: readonly string[];
  /** Null for the videos of every seller. */
  sellerId: string | null;
  rank: Rank;
  expiresAt: Date | null;
};

/** Makes a key and hands it out, the only time that it can be seen. Throws on a scope that there is none of. */
export async function createApiKey(
  db: Queries,
  { name, scopes, sellerId, rank, expiresAt }: NewApiKey,
): Promise<{ id: string; key: string }> {
  const unknown = scopes.find((scope) => !SCOPES.includes(scope));
  if (unknown !== undefined || scopes.length === 0)
    throw new RangeError(`no such scope: ${unknown ?? "none"}; there are ${SCOPES.join(", ")}`);
  const id = randomUUID();
  const key = drawApiKey();
  await db.orm.insert(apiKeys).values({
    id,
    name,
    keyStart: startOfApiKey(key),
    keyHash: hashApiKey(key),
    scopes: [...new Set(scopes)],
    sellerId,
    rank,
    expiresAt,
  });
  return { id, key };
}

/** Every key there ever was, oldest first; none of them can be read out of it. */
export function listApiKeys(db: Queries) {
  return db.orm
    .select({
      id: apiKeys.id,
      name: apiKeys.name,
      keyStart: apiKeys.keyStart,
      scopes: apiKeys.scopes,
      sellerHandle: sellers.handle,
      rank: apiKeys.rank,
      createdAt: apiKeys.createdAt,
      lastUsedAt: apiKeys.lastUsedAt,
      expiresAt: apiKeys.expiresAt,
      revokedAt: apiKeys.revokedAt,
    })
    .from(apiKeys)
    .leftJoin(sellers, eq(sellers.id, apiKeys.sellerId))
    .orderBy(asc(apiKeys.createdAt), asc(apiKeys.id));
}

export type ListedApiKey = Awaited<ReturnType<typeof listApiKeys>>[number];

/** Ends a key for good, from the next request on; false when there is none or it had ended before. */
export async function revokeApiKey(db: Queries, id: string): Promise<boolean> {
  const ended = await db.orm
    .update(apiKeys)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id });
  return ended.length > 0;
}
