import { formatMoney } from "#lib/money.ts";
import type { Product } from "./product.ts";

/** `UGX 55,000`; null where the video names no price. */
export function writePrice({
  priceMinor,
  currency,
}: Pick<Product, "priceMinor" | "currency">): string | null {
  if (priceMinor === null || currency === null) return null;
  return formatMoney({ minor: priceMinor, currency }).replaceAll("\u00A0", " ");
}
