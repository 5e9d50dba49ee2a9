import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { DeskProduct } from "#lib/catalogue/desk/desk-product.ts";
import { attentionReasons } from "#lib/catalogue/desk/needs-attention.ts";
import { writePrice } from "#lib/catalogue/write-price.ts";

export const productHref = (videoId: string) =>
  `/dashboard/products/${encodeURIComponent(videoId)}`;

/** One product in a list: what it is at a glance, and the way to it. */
export async function ProductRow({
  product,
  children,
}: {
  product: DeskProduct;
  children?: ReactNode;
}) {
  const t = await getTranslations("desk");
  const { fields, picture, visibility, videoId } = product;
  const price = fields.price.value;
  const reasons = attentionReasons(product);
  return (
    <li className="grid gap-3 rounded-card border-[1.5px] border-line p-3">
      <a href={productHref(videoId)} className="flex min-h-11 items-center gap-3 no-underline">
        {picture === null ? (
          <span aria-hidden="true" className="h-20 w-16 shrink-0 rounded-control bg-soft" />
        ) : (
          <img
            src={picture.url || picture.placeholder}
            alt=""
            width={64}
            height={80}
            loading="lazy"
            className="h-20 w-16 shrink-0 rounded-control bg-soft object-cover"
          />
        )}
        <span className="grid min-w-0 gap-0.5">
          <strong className="text-[1.15rem] tabular-nums">
            {price === null
              ? t("noPrice")
              : writePrice({ priceMinor: price.minor, currency: price.currency })}
          </strong>
          <span className="truncate">{fields.title.value}</span>
          <span className="flex flex-wrap gap-x-3 text-[0.92rem] text-quiet">
            {visibility !== "live" && <span>{t(`visibility.${visibility}`)}</span>}
            {reasons.map((reason) => (
              <span key={reason} className="font-medium text-accent">
                {t(`reasons.${reason}`)}
              </span>
            ))}
          </span>
        </span>
      </a>
      {children}
    </li>
  );
}
