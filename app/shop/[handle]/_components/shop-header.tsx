import { countryName } from "#lib/shops/country-name.ts";
import type { Shop } from "#lib/shops/get-shop.ts";

type Props = {
  shop: Shop;
  /** How many products there are; null where only some of them were read. */
  count: number | null;
};

export function ShopHeader({ shop, count }: Props) {
  const facts = [
    countryName(shop.country),
    ...(shop.verified ? ["Verified"] : []),
    ...(count === null || count === 0 ? [] : [count === 1 ? "1 product" : `${count} products`]),
  ];
  return (
    <header className="shop-header">
      <span className="mark" aria-hidden="true">
        {Array.from(shop.title)[0]}
      </span>
      <div>
        <h1>{shop.title}</h1>
        <a href={`https://www.tiktok.com/@${shop.handle}`} rel="nofollow ugc noopener">
          @{shop.handle}
        </a>
        <p>{facts.join(" · ")}</p>
      </div>
    </header>
  );
}
