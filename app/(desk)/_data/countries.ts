import { getCountries, getCountryCallingCode } from "libphonenumber-js";
import { findCurrencyOf } from "#lib/sellers/country-currency.ts";

export type Country = { code: string; label: string };

/** Where the first sellers are; their countries stand on top. */
const FIRST = ["UG", "KE", "TZ", "RW", "NG", "GH"] as const;

/** Countries that a shop can be opened in, by name, with their calling codes. */
export function listCountries(locale: string): { first: Country[]; others: Country[] } {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const toCountry = (code: Parameters<typeof getCountryCallingCode>[0]): Country => ({
    code,
    label: `${names.of(code) ?? code} (+${getCountryCallingCode(code)})`,
  });
  const collator = new Intl.Collator(locale);
  return {
    first: FIRST.map(toCountry),
    others: getCountries()
      .filter((code) => findCurrencyOf(code) !== undefined && !FIRST.some((each) => each === code))
      .map(toCountry)
      .toSorted((one, other) => collator.compare(one.label, other.label)),
  };
}

/** The country to begin with: what was chosen, else the browser's where shops can be, else Uganda. */
export function presetCountry(chosen: string, region: string | undefined): string {
  if (chosen !== "") return chosen;
  return region !== undefined && findCurrencyOf(region) !== undefined ? region : "UG";
}
