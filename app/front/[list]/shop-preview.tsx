import { countryName } from "#lib/shops/country-name.ts";
import type { ShopCard } from "#lib/shops/list-newest-shops.ts";
import { ProductPicture } from "#app/_components/product-picture.tsx";

const SIZES = "(min-width: 900px) 130px, 30vw";

/** A shop as one link: its three newest pictures, its name and what it has. */
export function ShopPreview({ shop }: { shop: ShopCard }) {
  return (
    <li>
      <a className="shop-preview" href={`/shop/${shop.handle}`}>
        <span className="trio" aria-hidden="true">
          {shop.pictures.map((picture) => (
            <span key={picture.variants[0]?.url} className="frame">
              <ProductPicture picture={picture} alt="" sizes={SIZES} />
            </span>
          ))}
        </span>
        <strong>{shop.title}</strong>
        <span className="quiet">
          {countryName(shop.country)} ·{" "}
          {shop.products === 1 ? "1 product" : `${shop.products} products`}
        </span>
      </a>
    </li>
  );
}
