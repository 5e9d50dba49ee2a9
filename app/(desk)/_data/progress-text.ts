import { getLocale, getTranslations } from "next-intl/server";
import type { ShopProgress } from "#lib/sellers/shop-progress.ts";
import { whenOf } from "./when.ts";

/** One sentence for how far a shop has come. */
export async function progressText(progress: ShopProgress, phone: string): Promise<string> {
  const t = await getTranslations("signup.progress");
  const { stage, products: made, tracked: all, nextReadAt } = progress;
  return t(stage, { made, all, ...whenOf(nextReadAt, { locale: await getLocale(), phone }) });
}
