import type { Locale } from "../notifications/messenger.ts";
import { chooseLocale, LOCALE_COOKIE } from "./choose-locale.ts";

const WORDS: Record<Locale, { text: string; back: string }> = {
  en: { text: "This product is not there, or not any more.", back: "Your products" },
  sw: { text: "Bidhaa hii haipo, au haipo tena.", back: "Bidhaa zako" },
  fr: { text: "Ce produit n’existe pas, ou plus.", back: "Vos produits" },
};

const LOCALE = new RegExp(`(?:^|;\\s*)${LOCALE_COOKIE}=(\\w+)`);

/** The answer to who asks for a product that is not hers; nothing that was sent stands in it. */
export function missingProduct(headers: Headers): Response {
  const locale = chooseLocale({
    chosen: LOCALE.exec(headers.get("cookie") ?? "")?.[1],
    accepted: headers.get("accept-language"),
  });
  const { text, back } = WORDS[locale];
  const html = `<!doctype html><html lang="${locale}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>404</title>
<style>:root{color-scheme:light dark}body{font:16px/1.45 system-ui,sans-serif;max-width:34rem;margin:18vh auto 0;padding:0 20px}a{display:inline-block;padding:10px 0;color:inherit}</style>
<main><h1>${text}</h1><a href="/dashboard/products">${back}</a></main>`;
  return new Response(html, {
    status: 404,
    headers: {
      "cache-control": "private, no-store",
      "x-robots-tag": "noindex",
      "content-type": "text/html; charset=utf-8",
    },
  });
}
