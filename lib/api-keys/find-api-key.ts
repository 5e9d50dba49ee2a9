import { sql } from "drizzle-orm";
import { defineStatement, type Queries } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import type { Rank } from "../assembly/part.ts";
import { hashApiKey, isApiKey } from "./api-key.ts";

const { apiKeys } = schema;

/** The bearer of a key that is valid now. */
export type ApiKeyHolder = {
  id: string;
  name: string;
  scopes: readonly string[];
  /** Null for the videos of every seller. */
  sellerId: string | null;
  rank: Rank;
};

const selectKey = defineStatement((orm) =>
  orm
    .select({
      id: apiKeys.id,
      name: apiKeys.name,
      scopes: apiKeys.scopes,
      sellerId: apiKeys.sellerId,
      rank: apiKeys.rank,
      isUseNoted: sql<boolean>`coalesce(${apiKeys.lastUsedAt} > now() - interval '1 minute', false)`,
    })
    .from(apiKeys)
    .where(
      sql`${apiKeys.keyHash} = ${sql.placeholder("keyHash")} and ${apiKeys.revokedAt} is null
        and (${apiKeys.expiresAt} is null or ${apiKeys.expiresAt} > now())`,
    )
    .prepare("api_key_find"),
);

const noteUse = defineStatement((orm) =>
  orm
    .update(apiKeys)
    .set({ lastUsedAt: sql`now()` })
    .where(
      sql`${apiKeys.id} = ${sql.placeholder("id")} and
        (${apiKeys.lastUsedAt} is null or ${apiKeys.lastUsedAt} <= now() - interval '1 minute')`,
    )
    .prepare("api_key_note_use"),
);

/**
 * Whose key this is; undefined for what is none, unknown, revoked or past its end. It is looked up
 * by its hash, so that the time it takes tells nothing about how much of a guess was right.
 */
export async function findApiKey(db: Queries, key: string): Promise<ApiKeyHolder | undefined> {
  if (!isApiKey(key)) return undefined;
  const [found] = await db.prepared(selectKey).execute({ keyHash: hashApiKey(key) });
  if (found === undefined) return undefined;
  const { isUseNoted, rank, ...holder } = found;
  if (!isUseNoted) await db.prepared(noteUse).execute({ id: holder.id });
  return { ...holder, rank: rank === 2 ? 2 : 1 };
}
