import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { chooseLocale, LOCALE_COOKIE } from "#lib/doors/choose-locale.ts";

/** The language of a page: what she chose, else what her browser asks for. */
export default getRequestConfig(async () => {
  const locale = chooseLocale({
    chosen: (await cookies()).get(LOCALE_COOKIE)?.value,
    accepted: (await headers()).get("accept-language"),
  });
  return { locale, messages: await MESSAGES[locale](), timeZone: "UTC" };
});

const MESSAGES = {
  en: async () => (await import("../../messages/en.json")).default,
  sw: async () => (await import("../../messages/sw.json")).default,
  fr: async () => (await import("../../messages/fr.json")).default,
};
