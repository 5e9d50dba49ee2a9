import { cleanText } from "../clean-text.ts";
import { formatMoney, type Money } from "../money.ts";
import type { Locale, Notice } from "./messenger.ts";

/** The service takes 1,024 characters for the whole text, all parts filled in. */
const MAX_NAME = 60;
const MAX_LINE = 80;
const LINES_SHOWN = 3;

const SIZE: Record<Locale, string> = { en: "size", sw: "saizi", fr: "taille" };

/** Pages that messages lead to. */
const PATHS = {
  orders: "/dashboard/orders",
  products: "/dashboard/products",
  attention: "/dashboard/attention",
} as const;

/** Whom a notice is written for, and where our own pages are. */
export type Reader = { locale: Locale; shop: string; origin: string };

export type NoticeOf<Template extends Notice["template"]> = Extract<Notice, { template: Template }>;

export function shopReady(
  { shopLink }: { shopLink: string },
  { shop, origin }: Reader,
): NoticeOf<"shop_ready"> {
  return { template: "shop_ready", shop: nameIn(shop), link: new URL(shopLink, origin).href };
}

export type OrderedLine = { name: string; size?: string | undefined; quantity: number };

export function newOrder(
  order: { code: string; lines: readonly OrderedLine[]; total: Money },
  { locale, origin }: Reader,
): NoticeOf<"new_order"> {
  const shown = order.lines.slice(0, LINES_SHOWN).map((line) => writeLine(line, locale));
  const more = order.lines.length - shown.length;
  return {
    template: "new_order",
    code: cleanText(order.code, MAX_NAME),
    lines: more > 0 ? `${shown.join("; ")}; + ${more}` : shown.join("; "),
    total: formatMoney(order.total, locale).replaceAll(/\s/g, " "),
    link: `${origin}${PATHS.orders}`,
  };
}

export function lowStock(
  { product, left }: { product: string; left: number },
  { locale, origin }: Reader,
): NoticeOf<"low_stock"> {
  return {
    template: "low_stock",
    product: nameIn(product),
    left: numberIn(left, locale),
    link: `${origin}${PATHS.products}`,
  };
}

export function needsAttention(
  { count }: { count: number },
  { locale, shop, origin }: Reader,
): NoticeOf<"needs_attention"> {
  return {
    template: "needs_attention",
    count: numberIn(count, locale),
    shop: nameIn(shop),
    link: `${origin}${PATHS.attention}`,
  };
}

/** `2 x Leather sandals, size 40`. */
function writeLine({ name, size, quantity }: OrderedLine, locale: Locale): string {
  const line = `${quantity} x ${nameIn(name)}`;
  return size === undefined ? line : cleanText(`${line}, ${SIZE[locale]} ${size}`, MAX_LINE);
}

/** The service refuses a part that is empty. */
function nameIn(text: string): string {
  return cleanText(text.replaceAll(/\s+/g, " "), MAX_NAME) || "-";
}

function numberIn(value: number, locale: Locale): string {
  return new Intl.NumberFormat(locale).format(value).replaceAll(/\s/g, " ");
}
