import { and, eq, isNull, sql } from "drizzle-orm";
import { parsePhoneNumberFromString } from "libphonenumber-js";
import type { Database, Transaction } from "#db/client.ts";
import { sellers, users } from "#db/schema/index.ts";
import { linkSeller } from "../accounts/change-account.ts";
import type { Session } from "../accounts/session.ts";
import type { Clock } from "../clock.ts";
import { claimHandle } from "./claim-handle.ts";
import { openShopIn } from "./open-shop.ts";
import type { SellerPorts } from "./seller-ports.ts";

export type OwnShop =
  | { kind: "opened"; sellerId: string; handle: string }
  /** Somebody else has opened this shop: whoever proves the handle has it. */
  | { kind: "claimed"; handle: string };

type Opening = { session: Session; handle: string; name: string };
type Ports = Pick<SellerPorts, "db" | "clock" | "newId" | "drawClaimCode">;

const FALLBACK_COUNTRY = "UG";

/** Opens the shop of who signs up, hers from the first moment, or notes that she claims one that is there. */
export function openOwnShop({ session, handle, name }: Opening, ports: Ports): Promise<OwnShop> {
  const { clock, newId } = ports;
  const { userId, phone } = session;
  return ports.db.transaction(async (tx) => {
    const input = { handle, phone, name, country: countryOf(phone) };
    const shop = await openShopIn(tx, input, { clock, newId });
    const { sellerId } = shop;
    const isHers = shop.kind === "opened" || (await mayHave(tx, { sellerId, session }));
    if (isHers) await linkSeller(tx, { userId, sellerId, clock });
    await claimHandle(tx, {
      id: newId(),
      handle,
      userId,
      sellerId: isHers ? sellerId : null,
      code: ports.drawClaimCode(),
      now: clock(),
    });
    return isHers ? { kind: "opened", sellerId, handle } : { kind: "claimed", handle };
  });
}

/** The country of a number in E.164. */
export function countryOf(phone: string): string {
  return parsePhoneNumberFromString(phone)?.country ?? FALLBACK_COUNTRY;
}

/** Her own shop, or one that nobody's account has and whose orders go to her very number. */
async function mayHave(
  tx: Transaction,
  { sellerId, session }: { sellerId: string; session: Session },
): Promise<boolean> {
  const [found] = await tx.orm
    .select({ phone: sellers.phone, ownerId: users.id })
    .from(sellers)
    .leftJoin(users, eq(users.sellerId, sellers.id))
    .where(eq(sellers.id, sellerId));
  if (found === undefined) return false;
  if (found.ownerId === null) return found.phone === session.phone;
  return found.ownerId === session.userId;
}

/**
 * Gives who signs in the shop that was opened for her number, where no account has it and there is
 * only one such; her session is then that of a seller.
 */
export async function adoptShop(
  session: Session,
  { db, clock }: { db: Database; clock: Clock },
): Promise<Session> {
  if (session.sellerId !== null) return session;
  return db.transaction(async (tx) => {
    const waiting = await tx.orm
      .select({ id: sellers.id })
      .from(sellers)
      .leftJoin(users, eq(users.sellerId, sellers.id))
      .where(and(eq(sellers.phone, session.phone), isNull(users.id), eq(sellers.status, "active")))
      .orderBy(sql`${sellers.id}`)
      .limit(2);
    const [shop] = waiting;
    if (shop === undefined || waiting.length > 1) return session;
    await linkSeller(tx, { userId: session.userId, sellerId: shop.id, clock });
    return { ...session, sellerId: shop.id };
  });
}
