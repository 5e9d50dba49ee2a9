import type { Product } from "#lib/catalogue/product.ts";
import { writePrice } from "#lib/catalogue/write-price.ts";

/** The price, large; the currency smaller, as price tags have it. */
export function Price({ product }: { product: Pick<Product, "priceMinor" | "currency"> }) {
  const price = writePrice(product);
  if (price === null) return <span className="price price-ask">Ask for price</span>;
  const [currency, ...amount] = price.split(/\s/);
  return (
    <span className="price">
      <small>{currency}</small>
      {` ${amount.join(" ")}`}
    </span>
  );
}
