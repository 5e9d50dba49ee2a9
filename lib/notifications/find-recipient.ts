import { eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { optOuts, sellers, shops, users } from "#db/schema/index.ts";
import { localeOf } from "./locale-of.ts";
import type { Locale } from "./messenger.ts";

export type Recipient = { phone: string; locale: Locale; shop: string; optedOut: boolean };

export type FoundRecipient =
  | { kind: "found"; recipient: Recipient }
  /** Without a number, or suspended. */
  | { kind: "not_written_to" }
  | { kind: "erased" };

/** How to write to a seller; she cannot be erased before the transaction ends. */
export async function findRecipient(tx: Transaction, sellerId: string): Promise<FoundRecipient> {
  const [seller] = await tx.orm
    .select({
      status: sellers.status,
      phone: sellers.phone,
      country: sellers.country,
      handle: sellers.handle,
      title: shops.title,
      accountLocale: users.locale,
      optedOut: optOuts.optedOut,
    })
    .from(sellers)
    .leftJoin(shops, eq(shops.sellerId, sellers.id))
    .leftJoin(users, eq(users.sellerId, sellers.id))
    .leftJoin(optOuts, eq(optOuts.sellerId, sellers.id))
    .where(eq(sellers.id, sellerId))
    .for("key share", { of: sellers });
  if (seller === undefined || seller.status === "erased") return { kind: "erased" };
  const { phone, title, handle, optedOut } = seller;
  if (phone === null || seller.status !== "active") return { kind: "not_written_to" };
  const shop = title ?? handle;
  const locale = localeOf(seller);
  return { kind: "found", recipient: { phone, locale, shop, optedOut: optedOut ?? false } };
}
