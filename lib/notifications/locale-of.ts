import { type Locale, locale } from "./messenger.ts";

/** Where French is what shops are run in. Swahili is written to those who have chosen it. */
const FRENCH_SPEAKING = new Set(
  "BE BF BI BJ CD CF CG CI CM DJ DZ FR GA GF GN GP HT KM LU MA MC MG ML MQ NC NE PF PM RE SN TD TG TN WF YT".split(
    " ",
  ),
);

/** The language to write to a seller in: her account's own, else that of her country. */
export function localeOf(seller: { country: string; accountLocale: string | null }): Locale {
  const chosen = locale.safeParse(seller.accountLocale);
  if (chosen.success) return chosen.data;
  return FRENCH_SPEAKING.has(seller.country) ? "fr" : "en";
}
