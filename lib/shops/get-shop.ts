import { and, eq, sql } from "drizzle-orm";
import { defineStatement, type Queries } from "#db/client.ts";
import { sellers, shops } from "#db/schema/index.ts";
import { cleanText } from "#lib/clean-text.ts";
import { AppError } from "#lib/errors.ts";
import { parseHandle } from "#lib/sellers/handle.ts";
import { READABLE_DAYS } from "#lib/sellers/set-subscription.ts";

const NAME_CODE_POINTS = 80;

/** What the public may know of a shop; the phone number is there to be ordered on. */
export type Shop = {
  sellerId: string;
  handle: string;
  title: string;
  sellerName: string;
  country: string;
  currency: string;
  phone: string | null;
  verified: boolean;
  expired: boolean;
  /** Expired for so long that its products are not shown any more. */
  closed: boolean;
};

const shopByHandle = defineStatement((orm) =>
  orm
    .select({
      sellerId: sellers.id,
      handle: sellers.handle,
      title: shops.title,
      sellerName: sellers.name,
      country: sellers.country,
      currency: shops.currency,
      phone: sellers.phone,
      verified: sql<boolean>`${shops.verifiedAt} is not null`,
      expired: sql<boolean>`${shops.subscriptionStatus} = 'expired'`,
      closed: sql<boolean>`${shops.subscriptionStatus} = 'expired'
        and coalesce(${shops.expiredAt} < now() - make_interval(days => ${READABLE_DAYS}), false)`,
    })
    .from(sellers)
    .innerJoin(shops, eq(shops.sellerId, sellers.id))
    .where(and(eq(sellers.handle, sql.placeholder("handle")), eq(sellers.status, "active")))
    .prepare("shop_by_handle"),
);

/** Whether orders may be placed: the handle is proved to be the seller's, and the shop is paid for. */
export function takesOrders({ verified, expired }: Pick<Shop, "verified" | "expired">): boolean {
  return verified && !expired;
}

export async function findShop(db: Queries, handle: string): Promise<Shop | undefined> {
  const known = parseHandle(handle);
  if (known === undefined) return undefined;
  const [shop] = await db.prepared(shopByHandle).execute({ handle: known });
  return shop && { ...shop, title: shownName(shop.title), sellerName: shownName(shop.sellerName) };
}

const shownName = (given: string): string => cleanText(given, NAME_CODE_POINTS);

/** Throws NOT_FOUND for a handle without a shop, and for a seller who is suspended or erased. */
export async function getShop(db: Queries, handle: string): Promise<Shop> {
  const shop = await findShop(db, handle);
  if (!shop) throw new AppError("NOT_FOUND", "There is no shop with this handle.");
  return shop;
}
