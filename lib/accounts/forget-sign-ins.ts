import { lt } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { refreshTokens, sessions } from "#db/schema/index.ts";
import type { Clock } from "../clock.ts";
import { forgetOldCodes } from "./one-time-codes.ts";
import { forgetOldAttempts } from "./passwords.ts";

/** Deletes codes, attempts, sessions and tokens whose time is over. Returns how many. */
export async function forgetSignIns(db: Database, clock: Clock): Promise<number> {
  const now = clock();
  const codes = await forgetOldCodes(db, clock);
  const attempts = await forgetOldAttempts(db, clock);
  const ended = await db.orm
    .delete(sessions)
    .where(lt(sessions.expiresAt, now))
    .returning({ id: sessions.id });
  const tokens = await db.orm
    .delete(refreshTokens)
    .where(lt(refreshTokens.expiresAt, now))
    .returning({ id: refreshTokens.id });
  return codes + attempts + ended.length + tokens.length;
}
