import { and, eq, gt } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { sessions, users } from "#db/schema/index.ts";
import type { Clock } from "../clock.ts";
import type { Identity } from "./identity.ts";
import { role, type Session } from "./session.ts";

export type SessionPorts = { db: Database; clock: Clock; identity: Identity };

/**
 * Whose a Bearer token is. The role and the session behind it are read anew each time, so that who
 * was signed out, or is an operator no more, is so at once.
 */
export async function findBearerSession(
  token: string,
  { db, clock, identity }: SessionPorts,
): Promise<Session | null> {
  const claims = await identity.readAccessToken(token);
  if (claims === null) return null;
  const [found] = await db.orm
    .select({ user: users })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.id, claims.sessionId),
        eq(users.id, claims.userId),
        gt(sessions.expiresAt, clock()),
      ),
    );
  if (found === undefined) return null;
  const { user } = found;
  return {
    sessionId: claims.sessionId,
    userId: user.id,
    role: role.parse(user.role),
    sellerId: user.sellerId,
    phone: user.phoneNumber ?? "",
  };
}
