import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { connection } from "next/server";
import type { Session } from "../accounts/session.ts";
import { findRequestSession } from "./account-door.ts";
import { accountPorts } from "./account-ports.ts";

export type { Session } from "../accounts/session.ts";

/** Who sends a request, by its cookie or Bearer token, as the database has it now. */
export async function readSession(headers: Headers): Promise<Session | null> {
  const found = await findRequestSession({ headers, renew: false }, accountPorts());
  return found?.session ?? null;
}

/** A session that has a shop. */
export type SellerSession = Session & { sellerId: string };

/**
 * Whose page is being rendered: the page's own look, should a request ever pass by the gate. Sends
 * who is not signed in to the sign-in, and who has no shop yet to the sign-up.
 */
export async function requireSeller(): Promise<SellerSession> {
  await connection();
  const session = await readSession(await headers());
  if (session === null) redirect("/sign-in");
  const { sellerId } = session;
  if (sellerId === null) redirect("/signup");
  return { ...session, sellerId };
}
