import { locale, type Locale, LOCALES } from "../notifications/messenger.ts";

export const LOCALE_COOKIE = "locale";
const FALLBACK: Locale = "en";
const MAX_LENGTH = 200;

type Asked = { chosen: string | undefined; accepted: string | null };

/** What was chosen by hand, else the best of the languages that a browser asks for. */
export function chooseLocale({ chosen, accepted }: Asked): Locale {
  const known = locale.safeParse(chosen);
  if (known.success) return known.data;
  const wanted = (accepted ?? "")
    .slice(0, MAX_LENGTH)
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const weight = parameters.map((each) => /^\s*q=([\d.]+)$/.exec(each)?.[1]).find(Boolean);
      return { language: tag.split("-")[0] ?? "", weight: Number(weight ?? 1) };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ language }) => LOCALES.find((each) => each === language));
  return wanted.find((each) => each !== undefined) ?? FALLBACK;
}

/** The region that a browser names first, such as KE of `sw-KE`; undefined if it names none. */
export function regionOf(accepted: string | null): string | undefined {
  return /^[a-z]{2,3}(?:-[a-z]{4})?-([a-z]{2})\b/i.exec(accepted?.trim() ?? "")?.[1]?.toUpperCase();
}

/** One year; readable by no script. */
export function localeCookie(chosen: Locale, { secure }: { secure: boolean }): string {
  const flags = `Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000${secure ? "; Secure" : ""}`;
  return `${LOCALE_COOKIE}=${chosen}; ${flags}`;
}
