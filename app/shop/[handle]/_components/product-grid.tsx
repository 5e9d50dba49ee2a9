import type { Product } from "#lib/catalogue/product.ts";
import { ProductCard } from "./product-card.tsx";

const FIRST_ROW = 2;

export function ProductGrid({ products }: { products: Product[] }) {
  return (
    <ul className="rack">
      {products.map((product, index) => (
        <ProductCard key={product.videoId} product={product} first={index < FIRST_ROW} />
      ))}
    </ul>
  );
}
