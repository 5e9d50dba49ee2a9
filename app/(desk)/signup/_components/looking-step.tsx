import { getTranslations } from "next-intl/server";
import { buttonVariants } from "#app/_components/ui/button.tsx";
import { ProgressLive } from "../../_components/progress-live.tsx";
import { ReloadWithoutScript } from "../../_components/reload-without-script.tsx";

const RELOAD_SECONDS = 3;

export async function LookingStep({ handle }: { handle: string }) {
  const t = await getTranslations("signup.looking");
  return (
    <>
      <ReloadWithoutScript seconds={RELOAD_SECONDS} />
      <h1 className="break-words">{t("heading", { handle })}</h1>
      <div aria-hidden="true" className="flex items-center gap-4">
        <span className="size-20 rounded-full bg-soft motion-safe:animate-pulse" />
        <span className="grid flex-1 gap-2">
          <span className="h-5 w-3/5 rounded-full bg-soft motion-safe:animate-pulse" />
          <span className="h-4 w-2/5 rounded-full bg-soft motion-safe:animate-pulse" />
        </span>
      </div>
      <ProgressLive
        initial={{ step: "looking", percent: null, text: t("lead") }}
        label={t("heading", { handle })}
        live={null}
      />
      <noscript>
        <a href="/signup" className={buttonVariants({ variant: "outline" })}>
          {t("reload")}
        </a>
      </noscript>
    </>
  );
}
