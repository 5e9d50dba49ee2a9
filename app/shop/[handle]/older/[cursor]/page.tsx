import type { Metadata } from "next";
import { NotThere } from "#app/_components/not-there.tsx";
import { pathText } from "#app/_data/path-text.ts";
import { readShopPage } from "#app/_data/shop-pages.ts";
import { ProductGrid } from "../../_components/product-grid.tsx";
import { ShopHeader } from "../../_components/shop-header.tsx";
import { ShopNotFound } from "../../_components/shop-not-found.tsx";

/** As for the shop page: complete HTML without script, kept until the shop's tag expires. */
export const ensureStatic = "navigation";

/** A build knows no shop; this is a path that can never be one. */
export const generateStaticParams = () => [{ handle: "-", cursor: "-" }];

/** Its place in the shop moves with every new product, so it is nothing to find by searching. */
export const metadata: Metadata = {
  title: "Older products",
  robots: { index: false, follow: true },
};

type Props = { params: Promise<{ handle: string; cursor: string }> };

export default async function OlderProductsPage({ params }: Props) {
  const { handle, cursor } = await params;
  const page = await readShopPage(pathText(handle), pathText(cursor));
  if (!page)
    return (
      <NotThere>
        <ShopNotFound />
      </NotThere>
    );
  const { shop, products, next } = page;
  return (
    <main className="shop">
      <ShopHeader shop={shop} count={null} />
      <ProductGrid products={products} />
      <nav className="pages">
        <a className="button" href={`/shop/${shop.handle}`}>
          Newest products
        </a>
        {next !== null && (
          <a className="button" href={`/shop/${shop.handle}/older/${next}`}>
            Older products
          </a>
        )}
      </nav>
    </main>
  );
}
