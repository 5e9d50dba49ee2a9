import { eq } from "drizzle-orm";
import { sellers, shops } from "#db/schema/index.ts";
import { getEnv } from "../env.ts";
import { AppError } from "../errors.ts";
import { sellerChannel, shopChannel } from "../realtime/channels.ts";
import { countRivals, findClaim, type HandleClaim } from "../sellers/claim-handle.ts";
import { advanceLookup, findLookup, type Lookup } from "../sellers/look-up.ts";
import { shopLinkOf } from "../sellers/open-shop.ts";
import type { Subscription } from "../sellers/set-subscription.ts";
import { readShopProgress, type ShopProgress } from "../sellers/shop-progress.ts";
import type { SocketSettings } from "../vendors/pusher-private.ts";
import { sellerPorts } from "./seller-ports.ts";

/** What her first page shows of a shop. */
export type Desk = {
  handle: string;
  title: string;
  /** The whole address of the shop. */
  link: string;
  subscription: { status: Subscription; trialEndsAt: Date | null; expiredAt: Date | null };
  verifiedAt: Date | null;
  progress: ShopProgress;
  live: { settings: SocketSettings; channels: string[] };
};

/** Throws NOT_FOUND for a seller without a shop. */
export async function readDesk(sellerId: string): Promise<Desk> {
  const { db, clock } = sellerPorts();
  const [shop] = await db.orm
    .select({ handle: sellers.handle, shop: shops })
    .from(sellers)
    .innerJoin(shops, eq(shops.sellerId, sellers.id))
    .where(eq(sellers.id, sellerId));
  const progress = await readShopProgress(db, { sellerId, now: clock() });
  if (shop === undefined || progress === undefined)
    throw new AppError("NOT_FOUND", "There is no shop of this seller.");
  const { origin, pusher } = getEnv();
  const { key, cluster, endpoint } = pusher;
  const { subscriptionStatus: status, trialEndsAt, expiredAt, verifiedAt, title } = shop.shop;
  return {
    handle: shop.handle,
    title,
    link: `${origin}${shopLinkOf(shop.handle)}`,
    subscription: { status, trialEndsAt, expiredAt },
    verifiedAt,
    progress,
    live: {
      settings: { key, cluster, endpoint },
      channels: [sellerChannel(sellerId), shopChannel(shop.handle)],
    },
  };
}

export type DeskProof = {
  claim: HandleClaim;
  check: Lookup | null;
  /** Others who say that the handle is theirs. */
  rivals: number;
};

/** Her open claim with the last look for its code; null where there is nothing left to prove. */
export async function readProof(userId: string): Promise<DeskProof | null> {
  const ports = sellerPorts();
  const claim = await findClaim(ports.db, userId);
  if (claim?.state !== "open") return null;
  const rivals = await countRivals(ports.db, { handle: claim.handle, userId });
  const check = await findLookup({ userId, purpose: "proof" }, ports);
  if (check === undefined) return { claim, check: null, rivals };
  const { lookup, proof } = await advanceLookup(check, ports);
  return proof === null ? { claim, check: lookup, rivals } : null;
}
