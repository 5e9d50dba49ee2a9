import type { Metadata } from "next";
import { permanentRedirect } from "next/navigation";
import { NotThere } from "#app/_components/not-there.tsx";
import { pathText } from "#app/_data/path-text.ts";
import { readShopPage } from "#app/_data/shop-pages.ts";
import { LiveShop } from "./_live/live-shop.tsx";
import { ClosedShop } from "./_components/closed-shop.tsx";
import { EmptyShop } from "./_components/empty-shop.tsx";
import { ProductGrid } from "./_components/product-grid.tsx";
import { ShopNotFound } from "./_components/shop-not-found.tsx";
import { ShopHeader } from "./_components/shop-header.tsx";
import { describeShop } from "./_components/describe-shop.ts";

/**
 * The first visitor of a shop waits for the whole page, which is then kept until its tag expires:
 * complete HTML without script, and a real 404. A Suspense boundary would break both.
 */
export const ensureStatic = "navigation";

/** A build knows no shop; Next wants one path to check the page with, and this one can never be. */
export const generateStaticParams = () => [{ handle: "-" }];

type Props = { params: Promise<{ handle: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = await readShopPage(pathText((await params).handle));
  return page ? describeShop(page) : { title: "Shop not found" };
}

export default async function ShopPage({ params }: Props) {
  const given = pathText((await params).handle);
  const page = await readShopPage(given);
  if (!page)
    return (
      <NotThere>
        <ShopNotFound />
      </NotThere>
    );
  const { shop, products, next, readAt, live } = page;
  if (given !== shop.handle) permanentRedirect(`/shop/${shop.handle}`);
  const versions = Object.fromEntries(products.map(({ videoId, version }) => [videoId, version]));
  return (
    <main className="shop">
      <ShopHeader shop={shop} count={next === null ? products.length : null} />
      {shop.closed ? (
        <ClosedShop shop={shop} />
      ) : products.length === 0 ? (
        <EmptyShop shop={shop} />
      ) : (
        <ProductGrid products={products} />
      )}
      {next !== null && !shop.closed && (
        <a className="button" href={`/shop/${shop.handle}/older/${next}`}>
          Older products
        </a>
      )}
      <LiveShop handle={shop.handle} settings={live} rendered={{ versions, readAt }} only={null} />
    </main>
  );
}
