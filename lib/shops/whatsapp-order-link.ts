import { cleanText } from "#lib/clean-text.ts";

const TITLE_CODE_POINTS = 120;

/** What a shopper sends to order one product; `price` is written out, such as `UGX 55,000`. */
export type OrderMessage = {
  phone: string;
  title: string;
  size: string | null;
  price: string | null;
  productUrl: string;
};

/** A wa.me link with the order as plain text; undefined when the number cannot be dialled. */
export function whatsappOrderLink(order: OrderMessage): string | undefined {
  const digits = dialableDigits(order.phone);
  if (digits === undefined) return undefined;
  const lines = [
    "Hello! I would like to order:",
    cleanText(order.title, TITLE_CODE_POINTS).replaceAll(/\s+/g, " "),
    ...(order.size === null ? [] : [`Size: ${cleanText(order.size, 40)}`]),
    ...(order.price === null ? [] : [`Price: ${order.price}`]),
    order.productUrl,
  ];
  return `https://wa.me/${digits}?text=${encodeURIComponent(lines.join("\n"))}`;
}

/** Country code and number without `+` or a leading `00`, as wa.me wants them. */
function dialableDigits(phone: string): string | undefined {
  const digits = phone.replaceAll(/\D/g, "").replace(/^00/, "");
  return /^[1-9]\d{7,14}$/.test(digits) ? digits : undefined;
}
