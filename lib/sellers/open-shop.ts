import { eq } from "drizzle-orm";
import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";
import type { Database, Transaction } from "#db/client.ts";
import { sellerCursors, sellers, shops } from "#db/schema/index.ts";
import type { Clock } from "../clock.ts";
import { AppError, type FieldProblem } from "../errors.ts";
import { appendEvent } from "../events/append-events.ts";
import { createEvent } from "../events/event.ts";
import { derivedId } from "../ids.ts";
import { findCurrencyOf } from "./country-currency.ts";
import { parseHandle } from "./handle.ts";

/** What a seller tells of herself; the phone may be written as people of her country write it. */
export type NewShop = { handle: string; phone: string; country: string; name: string };

export type ShopPorts = { db: Database; clock: Clock; newId: () => string };

export type OpenedShop = {
  kind: "opened" | "existing";
  sellerId: string;
  handle: string;
  shopLink: string;
};

const TRIAL_DAYS = 14;
const MS_PER_DAY = 86_400_000;
const FIRST_POLL_INTERVAL_SECONDS = 1_800;
const MAX_NAME_LENGTH = 120;

/**
 * Opens the shop of a handle: seller, shop, a profile that is due to be read now, and the event.
 * A handle that has a shop gets that one back unchanged. Throws INVALID naming every wrong field.
 */
export function openShop(input: NewShop, ports: ShopPorts): Promise<OpenedShop> {
  return ports.db.transaction((tx) => openShopIn(tx, input, ports));
}

/** As `openShop`, together with what else the caller's transaction does. */
export async function openShopIn(
  tx: Transaction,
  input: NewShop,
  { clock, newId }: Omit<ShopPorts, "db">,
): Promise<OpenedShop> {
  const shop = readNewShop(input);
  const sellerId = newId();
  const inserted = await tx.orm
    .insert(sellers)
    .values({ id: sellerId, ...sellerFields(shop), ...timesOf(clock()) })
    .onConflictDoNothing({ target: sellers.handle })
    .returning({ id: sellers.id });
  if (inserted.length === 0) return findExisting(tx, shop.handle);
  await addShop(tx, { sellerId, shop, clock });
  return { kind: "opened", sellerId, handle: shop.handle, shopLink: shopLinkOf(shop.handle) };
}

export function shopLinkOf(handle: string): string {
  return `/shop/${handle}`;
}

type ReadShop = NewShop & { currency: string };

function readNewShop(input: NewShop): ReadShop {
  const fields: FieldProblem[] = [];
  const handle = parseHandle(input.handle);
  if (handle === undefined) fields.push({ field: "handle", message: "is no TikTok handle" });
  const country = input.country.trim().toUpperCase();
  const currency = findCurrencyOf(country);
  if (currency === undefined) fields.push({ field: "country", message: "is no ISO 3166 country" });
  const phone = findPhone(input.phone, country);
  if (phone === undefined) fields.push({ field: "phone", message: "is no valid phone number" });
  const name = input.name.trim().slice(0, MAX_NAME_LENGTH);
  if (name === "") fields.push({ field: "name", message: "must not be empty" });
  if (handle === undefined || currency === undefined || phone === undefined || fields.length > 0)
    throw new AppError("INVALID", "The shop cannot be opened with these details.", { fields });
  return { handle, phone, country, name, currency };
}

/** The number in E.164; a local form is read as one of the seller's country. */
function findPhone(text: string, country: string): string | undefined {
  if (text.length > 40) return undefined;
  const phone = parsePhoneNumberFromString(text, isSupportedCountry(country) ? country : undefined);
  return phone?.isValid() === true ? phone.number : undefined;
}

function sellerFields({ handle, phone, country, name }: ReadShop) {
  return { handle, phone, country, name };
}

function timesOf(now: Date) {
  return { createdAt: now, updatedAt: now };
}

type Addition = { sellerId: string; shop: ReadShop; clock: Clock };

async function addShop(tx: Transaction, { sellerId, shop, clock }: Addition): Promise<void> {
  const now = clock();
  await tx.orm.insert(shops).values({
    sellerId,
    title: shop.name,
    currency: shop.currency,
    subscriptionStatus: "trial",
    trialEndsAt: new Date(now.getTime() + TRIAL_DAYS * MS_PER_DAY),
    createdAt: now,
  });
  await tx.orm.insert(sellerCursors).values({
    sellerId,
    nextPollAt: now,
    pollIntervalSeconds: FIRST_POLL_INTERVAL_SECONDS,
  });
  const event = createEvent(
    "shop_link.generated",
    {
      handle: shop.handle,
      phone: shop.phone,
      shop_link: shopLinkOf(shop.handle),
      subscription_status: "trial",
      created_at: now.toISOString(),
    },
    {
      source: "sellers",
      correlationId: sellerId,
      eventId: derivedId("shop_link.generated", sellerId),
      clock: () => now,
    },
  );
  await appendEvent(tx, event, { sellerId });
}

async function findExisting(tx: Transaction, handle: string): Promise<OpenedShop> {
  const [seller] = await tx.orm.select().from(sellers).where(eq(sellers.handle, handle));
  if (seller === undefined || seller.status === "erased")
    throw new AppError("GONE", "The shop of this handle was closed for good.");
  return { kind: "existing", sellerId: seller.id, handle, shopLink: shopLinkOf(handle) };
}
