import { Price } from "#app/_components/price.tsx";
import type { ProductPage } from "#app/_data/shop-pages.ts";
import { jsonLdText, productJsonLd } from "#lib/catalogue/product-json-ld.ts";
import { countryName } from "#lib/shops/country-name.ts";
import { Gallery } from "./gallery.tsx";
import { OrderBox } from "./order-box.tsx";

export function ProductView({ page }: { page: ProductPage }) {
  const { shop, product, origin } = page;
  const { title, description } = product;
  const videoLink = webLink(product.videoUrl);
  return (
    <>
      <nav className="back">
        <a href={`/shop/${shop.handle}`}>
          <span aria-hidden="true">←</span> {shop.title}
        </a>
      </nav>
      <article>
        <Gallery pictures={product.pictures} title={title} />
        <div className="facts">
          <Price product={product} />
          <h1>{title}</h1>
          <OrderBox shop={shop} product={product} origin={origin} />
          {description !== "" && <p className="description">{description}</p>}
          <p className="seller">
            Sold by <a href={`/shop/${shop.handle}`}>{shop.title}</a>, {countryName(shop.country)}
            {shop.verified && " · verified seller"}
          </p>
          {videoLink !== undefined && (
            <a className="button" href={videoLink} rel="nofollow ugc noopener">
              <span aria-hidden="true">▶</span> Watch the video on TikTok
            </a>
          )}
        </div>
      </article>
      <script
        type="application/ld+json"
        // The one place where text is not escaped by React; jsonLdText escapes it for a script.
        dangerouslySetInnerHTML={{ __html: jsonLdText(productJsonLd({ product, shop, origin })) }}
      />
    </>
  );
}

/** The address if it is one of the web, so that a scraped `javascript:` never becomes a link. */
function webLink(given: string): string | undefined {
  return URL.parse(given)?.protocol === "https:" ? given : undefined;
}
