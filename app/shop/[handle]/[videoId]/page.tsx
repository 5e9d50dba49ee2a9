import type { Metadata } from "next";
import { NotThere } from "#app/_components/not-there.tsx";
import { pathText } from "#app/_data/path-text.ts";
import { readProductPage } from "#app/_data/shop-pages.ts";
import { ClosedShop } from "../_components/closed-shop.tsx";
import { LiveShop } from "../_live/live-shop.tsx";
import { describeProduct } from "./_components/describe-product.ts";
import { ProductNotFound } from "./_components/product-not-found.tsx";
import { ProductView } from "./_components/product-view.tsx";

/** As for the shop page: complete HTML without script, kept until a tag of it expires. */
export const ensureStatic = "navigation";

/** A build knows no product; this is a path that can never be one. */
export const generateStaticParams = () => [{ handle: "-", videoId: "-" }];

type Props = { params: Promise<{ handle: string; videoId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = await read(await params);
  return page ? describeProduct(page) : { title: "Product not found" };
}

export default async function ProductPage({ params }: Props) {
  const page = await read(await params);
  if (!page)
    return (
      <NotThere>
        <ProductNotFound />
      </NotThere>
    );
  const { shop, product, readAt, live } = page;
  if (shop.closed)
    return (
      <main className="product">
        <ClosedShop shop={shop} />
      </main>
    );
  const versions = { [product.videoId]: product.version };
  return (
    <main className="product">
      <ProductView page={page} />
      <LiveShop
        handle={shop.handle}
        settings={live}
        rendered={{ versions, readAt }}
        only={product.videoId}
      />
    </main>
  );
}

function read({ handle, videoId }: { handle: string; videoId: string }) {
  return readProductPage(pathText(handle), pathText(videoId));
}
