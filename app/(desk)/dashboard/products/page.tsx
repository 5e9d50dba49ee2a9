import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { buttonVariants } from "#app/_components/ui/button.tsx";
import { DeskFrame } from "../../_components/desk-frame.tsx";
import { LiveDesk } from "./_components/live-desk.tsx";
import { ProductRow } from "./_components/product-row.tsx";
import { liveSettings, readProducts } from "./_data/desk-pages.ts";

/** Rendered whole for each request: a streamed page is not complete without script. */
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("desk"))("products") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ProductsPage({ searchParams }: Props) {
  const { products, next, list, attention } = await readProducts(await searchParams);
  const t = await getTranslations("desk");
  const [first] = products;
  const tab = (name: "all" | "deleted") => ({
    href: name === "all" ? "/dashboard/products" : "/dashboard/products?list=deleted",
    "aria-current": list === name ? ("page" as const) : undefined,
    className: buttonVariants({ variant: list === name ? "outline" : "quiet" }),
  });
  return (
    <DeskFrame path="/dashboard/products" wide>
      <h1>{t("products")}</h1>
      <nav className="flex flex-wrap gap-2" aria-label={t("products")}>
        <a {...tab("all")}>{t("all")}</a>
        <a {...tab("deleted")}>{t("deleted")}</a>
        <a href="/dashboard/attention" className={buttonVariants({ variant: "quiet" })}>
          {t("attention", { count: attention })}
        </a>
      </nav>
      {products.length === 0 && <p>{t(list === "all" ? "none" : "noneDeleted")}</p>}
      <ul className="m-0 grid list-none gap-3 p-0 md:grid-cols-2">
        {products.map((product) => (
          <ProductRow key={product.videoId} product={product} />
        ))}
      </ul>
      {next !== null && (
        <a
          href={`/dashboard/products?list=${list}&after=${encodeURIComponent(next)}`}
          className={buttonVariants({ variant: "outline" })}
        >
          {t("older")}
        </a>
      )}
      {first !== undefined && <LiveDesk handle={first.handle} settings={liveSettings()} />}
    </DeskFrame>
  );
}
