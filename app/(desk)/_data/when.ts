import { countryOf } from "#lib/sellers/open-own-shop.ts";

const MINUTE_MS = 60_000;

/** A moment as she would say it: the time on her clock, and in how many minutes that is. */
export function whenOf(
  at: Date,
  { locale, phone }: { locale: string; phone: string },
): { time: string; minutes: number } {
  const timeZone = timeZoneOf(countryOf(phone));
  const time = new Intl.DateTimeFormat(locale, {
    hour: "numeric",
    minute: "2-digit",
    timeZone,
  }).format(at);
  return { time, minutes: Math.max(1, Math.ceil((at.getTime() - Date.now()) / MINUTE_MS)) };
}

/** The first of a country's zones: the countries that this is made for have one each. */
function timeZoneOf(country: string): string {
  const region = new Intl.Locale(`und-${country}`);
  const zones: unknown =
    "getTimeZones" in region && typeof region.getTimeZones === "function"
      ? region.getTimeZones()
      : [];
  const [first]: unknown[] = Array.isArray(zones) ? zones : [];
  return typeof first === "string" ? first : "UTC";
}
