import type { Metadata } from "next";
import type { ProductPage } from "#app/_data/shop-pages.ts";
import { cleanText } from "#lib/clean-text.ts";
import { productUrl } from "#lib/catalogue/product-dto.ts";
import { writePrice } from "#lib/catalogue/write-price.ts";

/** What search engines and link previews are told of a product. */
export function describeProduct({ shop, product, origin }: ProductPage): Metadata {
  const url = productUrl(product, origin);
  const price = writePrice(product);
  const name = cleanText(product.title, 90);
  const title = `${price === null ? name : `${name}, ${price}`} · ${shop.title}`;
  const sizes = product.sizes.length > 0 ? `Sizes ${product.sizes.join(", ")}. ` : "";
  const description = `${cleanText(product.description, 110)} ${sizes}Order on WhatsApp.`.trim();
  const preview = product.pictures[0]?.previewUrl;
  const images = preview ? [{ url: preview, alt: name }] : [];
  return {
    title,
    description,
    alternates: { canonical: url },
    openGraph: { type: "website", title, description, url, siteName: shop.title, images },
    twitter: { card: preview ? "summary_large_image" : "summary" },
    robots: { index: shop.verified && !shop.expired, follow: true },
  };
}
