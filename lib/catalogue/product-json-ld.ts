import { toMajor } from "#lib/money.ts";
import type { Shop } from "#lib/shops/get-shop.ts";
import { productUrl } from "./product-dto.ts";
import type { Product } from "./product.ts";

type Described = { product: Product; shop: Pick<Shop, "handle" | "title">; origin: string };

/** schema.org Product, as the page shows it; an Offer only where there is a price to offer. */
export function productJsonLd({ product, shop, origin }: Described): Record<string, unknown> {
  const url = productUrl(product, origin);
  const { priceMinor, currency } = product;
  const images = product.pictures
    .map(({ previewUrl, variants }) => previewUrl ?? variants.at(-1)?.url)
    .filter((image) => image !== undefined);
  return {
    "@context": "https://schema.org",
    "@type": "Product",
    name: product.title,
    description: product.description,
    sku: product.videoId,
    category: product.category,
    url,
    image: images,
    ...(product.sizes.length > 0 ? { size: product.sizes } : {}),
    ...(priceMinor !== null && priceMinor > 0 && currency !== null
      ? {
          offers: {
            "@type": "Offer",
            url,
            price: toMajor({ minor: priceMinor, currency }),
            priceCurrency: currency,
            availability: "https://schema.org/InStock",
            seller: {
              "@type": "Organization",
              name: shop.title,
              url: `${origin}/shop/${shop.handle}`,
            },
          },
        }
      : {}),
  };
}

const ESCAPES: Record<string, string> = {
  "<": "\\u003c",
  ">": "\\u003e",
  "&": "\\u0026",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

/** JSON that cannot end the script element it stands in, whatever a caption says. */
export function jsonLdText(document: Record<string, unknown>): string {
  return JSON.stringify(document).replaceAll(/[<>&\u2028\u2029]/g, (found) => ESCAPES[found] ?? "");
}
