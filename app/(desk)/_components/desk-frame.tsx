import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { cn } from "#app/_components/ui/cn.ts";
import { LanguageSwitch } from "./language-switch.tsx";

type Props = {
  /** The page's own address: where choosing a language leads back to. */
  path: string;
  /** Wide is for lists and tables; narrow, the default, for one thing at a time. */
  wide?: boolean;
  /** Stands in the header, such as the way out; the languages go below the page then. */
  actions?: ReactNode;
  children: ReactNode;
};

/** Every page of a seller's: its language, its header, its width. */
export async function DeskFrame({ path, wide = false, actions, children }: Props) {
  const [locale, t] = [await getLocale(), await getTranslations("common")];
  const width = wide ? "max-w-[1180px]" : "max-w-[30rem]";
  return (
    <div lang={locale} className="min-h-dvh">
      <a
        href="#content"
        className="sr-only rounded-full bg-ink px-4 py-3 text-ground focus:not-sr-only focus:absolute focus:z-10"
      >
        {t("skip")}
      </a>
      <header
        className={cn(
          "mx-auto flex flex-wrap items-center justify-between gap-x-3 px-4 pt-3",
          width,
        )}
      >
        <a
          href={path.startsWith("/dashboard") ? "/dashboard" : "/"}
          className="inline-flex min-h-11 items-center gap-2 font-bold no-underline"
        >
          <span
            aria-hidden="true"
            className="grid size-8 place-items-center rounded-xl bg-accent text-ground"
          >
            L
          </span>
          {t("name")}
        </a>
        <div className="flex items-center gap-2">{actions ?? <LanguageSwitch path={path} />}</div>
      </header>
      <main id="content" className={cn("mx-auto grid gap-6 px-4 pt-5 pb-12", width)}>
        {children}
      </main>
      {actions && (
        <footer className={cn("mx-auto px-4 pb-8", width)}>
          <LanguageSwitch path={path} />
        </footer>
      )}
    </div>
  );
}
