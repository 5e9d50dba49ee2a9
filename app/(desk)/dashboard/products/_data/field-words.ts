import { getTranslations } from "next-intl/server";
import type { DeskProduct, FieldOnDesk } from "#lib/catalogue/desk/desk-product.ts";
import { FIELD_PROBLEMS } from "#lib/catalogue/desk/typed-changes.ts";
import { categorySchema } from "#lib/captions/caption-reading.ts";
import type { FormWords } from "../_components/product-form.tsx";

const CURRENCIES = ["UGX", "KES", "TZS", "RWF", "NGN", "GHS", "USD", "EUR"];

/** All that the form says, in her language: it is a client's, and the catalogue stays on the server. */
export async function readFormWords(product: DeskProduct): Promise<FormWords> {
  const t = await getTranslations("desk");
  const { fields, caption, shopCurrency } = product;
  const sourceOf = <Value>({ source, confidence, span }: FieldOnDesk<Value>): string => {
    const said = t(`sources.${source}`);
    const sure = confidence === null ? "" : ` · ${t("sure", { percent: percentOf(confidence) })}`;
    const words = span === null ? "" : ` · “${caption.slice(span.start, span.end).trim()}”`;
    return said + words + sure;
  };
  const fieldNames = ["title", "description", "price", "currency", "sizes", "category", "tags"];
  const labels = Object.fromEntries(fieldNames.map((name) => [name, t(`fields.${name}`)]));
  const isHers = (name: keyof typeof fields) => fields[name].source === "seller";
  const price = fields.price.value;
  return {
    // One label for each field of the list.
    labels: labels as FormWords["labels"],
    sources: {
      title: sourceOf(fields.title),
      description: isHers("description") ? t("sources.seller") : t("sources.caption"),
      price: price === null ? t("noPriceFound") : sourceOf(fields.price),
      sizes: sourceOf(fields.sizes),
      category: sourceOf(fields.category),
      tags: sourceOf(fields.tags),
    },
    hers: {
      title: isHers("title"),
      description: isHers("description"),
      price: isHers("price"),
      sizes: isHers("sizes"),
      category: isHers("category"),
      tags: isHers("tags"),
    },
    problems: Object.fromEntries(
      FIELD_PROBLEMS.map((problem) => [problem, t(`problems.${problem}`)]),
      // One sentence for each problem of the list.
    ) as FormWords["problems"],
    hints: { sizes: t("hints.sizes"), tags: t("hints.tags") },
    currencies: [...new Set([price?.currency ?? shopCurrency, shopCurrency, ...CURRENCIES])],
    categories: categorySchema.options.map((value) => ({ value, name: t(`categories.${value}`) })),
    ...{ save: t("save"), saveMine: t("saveMine"), back: t("back"), saved: t("saved") },
    ...{ unchanged: t("unchanged"), wrong: t("wrong"), notFound: t("notFound") },
    conflict: { title: t("conflict.title"), lead: t("conflict.lead") },
    ...{ mine: t("conflict.mine"), theirs: t("conflict.theirs"), nothing: t("conflict.nothing") },
  };
}

const percentOf = (confidence: number) => Math.round(confidence * 100);
