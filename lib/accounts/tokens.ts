import type { Transaction } from "#db/client.ts";
import type { Clock } from "../clock.ts";
import type { Identity } from "./identity.ts";
import {
  beginFamily,
  endSession,
  exchangeToken,
  findSessionOfToken,
  type RefreshToken,
  type TokenPorts,
} from "./refresh-tokens.ts";
import type { Session } from "./session.ts";

const ACCESS_TTL_MS = 15 * 60_000;

export type Tokens = {
  accessToken: string;
  accessExpiresAt: Date;
  refresh: RefreshToken;
};

type Ports = TokenPorts & { identity: Identity };

/** Tokens for somebody who is signed in; they end with her session. */
export async function issueTokens(session: Session, ports: Ports): Promise<Tokens> {
  const now = ports.clock();
  const refresh = await ports.db.transaction((tx) => beginFamily(tx, { ...session, now }));
  return { ...(await signAccess(session, { now, identity: ports.identity })), refresh };
}

export type Refreshed = ({ kind: "refreshed" } & Tokens) | { kind: "reused" } | { kind: "unknown" };

/** New tokens for a refresh token that was never used; a used one ends the session for everybody. */
export async function refreshTokens(token: string, ports: Ports): Promise<Refreshed> {
  const exchange = await exchangeToken(token, ports);
  if (exchange.kind !== "exchanged") return exchange;
  const access = await signAccess(exchange, { now: ports.clock(), identity: ports.identity });
  return { kind: "refreshed", ...access, refresh: exchange.next };
}

/** Ends the session that a refresh token belongs to; a token that leads nowhere ends nothing. */
export async function revokeToken(
  tx: Transaction,
  { token, clock }: { token: string; clock: Clock },
): Promise<boolean> {
  const sessionId = await findSessionOfToken(tx, token);
  return sessionId !== undefined && endSession(tx, { sessionId, clock });
}

async function signAccess(
  { userId, sessionId }: Pick<Session, "userId" | "sessionId">,
  { now, identity }: { now: Date; identity: Identity },
) {
  const accessExpiresAt = new Date(now.getTime() + ACCESS_TTL_MS);
  const times = { now, expiresAt: accessExpiresAt };
  const accessToken = await identity.signAccessToken({ userId, sessionId }, times);
  return { accessToken, accessExpiresAt };
}
