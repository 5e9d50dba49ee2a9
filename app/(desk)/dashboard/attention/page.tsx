import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Button, buttonVariants } from "#app/_components/ui/button.tsx";
import { Field } from "#app/_components/ui/field.tsx";
import { Input } from "#app/_components/ui/input.tsx";
import type { DeskProduct } from "#lib/catalogue/desk/desk-product.ts";
import { attentionReasons } from "#lib/catalogue/desk/needs-attention.ts";
import { DeskFrame } from "../../_components/desk-frame.tsx";
import { LiveDesk } from "../products/_components/live-desk.tsx";
import { ProductRow } from "../products/_components/product-row.tsx";
import { liveSettings, readAttention } from "../products/_data/desk-pages.ts";
import { changeProduct, settleProduct } from "../products/actions.ts";

/** Rendered whole for each request: a streamed page is not complete without script. */
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("desk"))("attentionTitle") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AttentionPage({ searchParams }: Props) {
  const { products, next } = await readAttention(await searchParams);
  const t = await getTranslations("desk");
  const [first] = products;
  return (
    <DeskFrame path="/dashboard/attention">
      <p>
        <a href="/dashboard/products" className="inline-flex min-h-11 items-center">
          ← {t("products")}
        </a>
      </p>
      <h1>{t("attentionTitle")}</h1>
      {products.length === 0 && <p>{t("nothingToDo")}</p>}
      <ul className="m-0 grid list-none gap-4 p-0">
        {products.map((product) => (
          <ProductRow key={product.videoId} product={product}>
            <Settle product={product} />
          </ProductRow>
        ))}
      </ul>
      {next !== null && (
        <a
          href={`/dashboard/attention?after=${encodeURIComponent(next)}`}
          className={buttonVariants({ variant: "outline" })}
        >
          {t("older")}
        </a>
      )}
      {first !== undefined && <LiveDesk handle={first.handle} settings={liveSettings()} />}
    </DeskFrame>
  );
}

/** What one thumb can do about it right here. */
async function Settle({ product }: { product: DeskProduct }) {
  const t = await getTranslations("desk");
  const { videoId, revision, shopCurrency } = product;
  const reasons = attentionReasons(product);
  const settle = settleProduct.bind(null, videoId);
  return (
    <div className="grid gap-2">
      {reasons.includes("no_price") && (
        <form action={settle} className="grid grid-cols-[1fr_auto] items-end gap-2">
          <input type="hidden" name="revision" value={revision} />
          <input type="hidden" name="was.price" value="" />
          <Field id={`price-${videoId}`} label={t("priceIn", { currency: shopCurrency })}>
            {(control) => <Input {...control} name="price" inputMode="decimal" required />}
          </Field>
          <Button>{t("save")}</Button>
        </form>
      )}
      {reasons.includes("unsure") && (
        <form action={settle}>
          <input type="hidden" name="revision" value={revision} />
          <input type="hidden" name="keep" value="title" />
          <input type="hidden" name="keep" value="price" />
          <Button variant="outline" width="full">
            {t("right")}
          </Button>
        </form>
      )}
      {reasons.includes("video_gone") && (
        <form action={changeProduct.bind(null, videoId)}>
          <Button variant="outline" width="full" name="to" value="archive">
            {t("archive")}
          </Button>
        </form>
      )}
    </div>
  );
}
