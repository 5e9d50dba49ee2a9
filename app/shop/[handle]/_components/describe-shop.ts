import type { Metadata } from "next";
import type { ShopPage } from "#app/_data/shop-pages.ts";
import { countryName } from "#lib/shops/country-name.ts";

/** What search engines and link previews are told of a shop. */
export function describeShop({ shop, products, origin }: ShopPage): Metadata {
  const url = `${origin}/shop/${shop.handle}`;
  const titles = products.slice(0, 3).map(({ title }) => title);
  const description = [
    `${shop.title} in ${countryName(shop.country)}: see it in the video, order on WhatsApp.`,
    ...(titles.length > 0 ? [`New: ${titles.join(", ")}.`] : []),
  ].join(" ");
  const preview = products[0]?.pictures[0]?.previewUrl;
  const images = preview ? [preview] : [];
  return {
    title: `${shop.title} (@${shop.handle})`,
    description,
    alternates: { canonical: url },
    openGraph: { type: "website", title: shop.title, description, url, images },
    twitter: { card: preview ? "summary_large_image" : "summary" },
    robots: { index: shop.verified && !shop.expired && products.length > 0, follow: true },
  };
}
