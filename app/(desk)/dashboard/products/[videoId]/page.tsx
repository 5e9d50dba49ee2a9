import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { buttonVariants } from "#app/_components/ui/button.tsx";
import { productPath } from "#lib/catalogue/product-dto.ts";
import { DeskFrame } from "../../../_components/desk-frame.tsx";
import { CaptionWords } from "../_components/caption-words.tsx";
import { LiveDesk } from "../_components/live-desk.tsx";
import { ProductForm } from "../_components/product-form.tsx";
import { StateForms } from "../_components/state-forms.tsx";
import { Story } from "../_components/story.tsx";
import { liveSettings, readProduct } from "../_data/desk-pages.ts";
import { readFormWords } from "../_data/field-words.ts";
import { saveProduct } from "../actions.ts";

/** Rendered whole for each request: a streamed page is not complete without script. */
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("desk"))("products") };
}

type Props = { params: Promise<{ videoId: string }> };

export default async function DeskProductPage({ params }: Props) {
  const { videoId } = await params;
  const read = await readProduct(videoId);
  const t = await getTranslations("desk");
  if (read === undefined)
    return (
      <DeskFrame path="/dashboard/products">
        <h1>{t("notFound")}</h1>
        <a href="/dashboard/products" className={buttonVariants({ variant: "outline" })}>
          {t("products")}
        </a>
      </DeskFrame>
    );
  const { product, form, story } = read;
  const { fields, picture, visibility } = product;
  return (
    <DeskFrame path={`/dashboard/products/${encodeURIComponent(videoId)}`}>
      <p>
        <a href="/dashboard/products" className="inline-flex min-h-11 items-center">
          ← {t("products")}
        </a>
      </p>
      <div className="flex items-center gap-4">
        {picture !== null && (
          <img
            src={picture.url || picture.placeholder}
            alt=""
            width={96}
            height={120}
            className="h-[120px] w-24 shrink-0 rounded-control object-cover"
          />
        )}
        <div className="grid min-w-0 gap-1">
          <h1 className="break-words">{fields.title.value}</h1>
          <p className="text-quiet">{t(`visibility.${visibility}`)}</p>
          <p className="flex flex-wrap gap-x-4">
            {visibility === "live" && (
              <a href={productPath(product)} className="inline-flex min-h-11 items-center">
                {t("inShop")}
              </a>
            )}
            <a
              href={product.videoUrl}
              rel="noreferrer"
              className="inline-flex min-h-11 items-center"
            >
              TikTok
            </a>
          </p>
        </div>
      </div>
      <CaptionWords product={product} />
      {product.deletedAt === null && (
        <ProductForm
          initial={form}
          words={await readFormWords(product)}
          save={saveProduct.bind(null, videoId)}
        />
      )}
      <StateForms product={product} />
      <Story lines={story} />
      <LiveDesk handle={product.handle} settings={liveSettings()} />
    </DeskFrame>
  );
}
