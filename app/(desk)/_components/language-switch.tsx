import { getLocale, getTranslations } from "next-intl/server";
import { cn } from "#app/_components/ui/cn.ts";

const LANGUAGES = [
  { locale: "en", name: "English" },
  { locale: "sw", name: "Kiswahili" },
  { locale: "fr", name: "Français" },
] as const;

export async function LanguageSwitch({ path }: { path: string }) {
  const [current, t] = [await getLocale(), await getTranslations("common")];
  return (
    <form method="post" action="/language" className="flex" aria-label={t("language")}>
      <input type="hidden" name="back" value={path} />
      {LANGUAGES.map(({ locale, name }) => (
        <button
          key={locale}
          type="submit"
          name="locale"
          value={locale}
          lang={locale}
          aria-pressed={locale === current}
          className={cn(
            "min-h-11 min-w-11 rounded-full text-[0.85rem] font-semibold uppercase text-quiet",
            locale === current && "bg-soft text-ink",
          )}
        >
          {locale}
          <span className="sr-only"> {name}</span>
        </button>
      ))}
    </form>
  );
}
