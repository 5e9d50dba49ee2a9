import { Price } from "#app/_components/price.tsx";
import { ProductPicture } from "#app/_components/product-picture.tsx";
import { SizeChips } from "#app/_components/size-chips.tsx";
import type { Product } from "#lib/catalogue/product.ts";
import { productPath } from "#lib/catalogue/product-dto.ts";

const SIZES = "(min-width: 1200px) 220px, (min-width: 900px) 24vw, (min-width: 600px) 32vw, 48vw";

type Props = { product: Product; first: boolean };

export function ProductCard({ product, first }: Props) {
  const [picture] = product.pictures;
  return (
    <li className="card" data-video={product.videoId}>
      <a href={productPath(product)}>
        <span className="frame">
          {picture ? (
            <ProductPicture picture={picture} alt="" sizes={SIZES} first={first} />
          ) : (
            <span className="picture" />
          )}
        </span>
        <Price product={product} />
        <h2>{product.title}</h2>
      </a>
      <SizeChips sizes={product.sizes} />
    </li>
  );
}
