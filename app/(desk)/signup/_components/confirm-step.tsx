import { getFormatter, getTranslations } from "next-intl/server";
import { Alert } from "#app/_components/ui/alert.tsx";
import { Button } from "#app/_components/ui/button.tsx";
import { Card } from "#app/_components/ui/card.tsx";
import type { SignupState } from "#lib/doors/signup-state.ts";

type Props = { state: Extract<SignupState, { step: "confirm" }> };

export async function ConfirmStep({ state: { handle, found } }: Props) {
  const [t, format] = [await getTranslations("signup.confirm"), await getFormatter()];
  const { name, followers, portrait, latestCaption, tracked } = found;
  return (
    <>
      <h1>{t("heading")}</h1>
      <Card>
        <div className="flex items-center gap-4">
          {portrait === null ? (
            <span
              aria-hidden="true"
              className="grid size-20 shrink-0 place-items-center rounded-full bg-soft text-3xl font-bold"
            >
              {Array.from(name)[0]?.toUpperCase()}
            </span>
          ) : (
            <img src={portrait} alt="" width={80} height={80} className="size-20 rounded-full" />
          )}
          <div className="min-w-0">
            <h2 className="break-words">{name}</h2>
            <p className="break-all text-quiet">@{handle}</p>
            {followers !== null && (
              <p>
                {t("followers", {
                  count: format.number(followers, {
                    notation: "compact",
                    maximumFractionDigits: 1,
                  }),
                })}
              </p>
            )}
          </div>
        </div>
      </Card>
      {tracked === 0 && (
        <Alert tone="attention">
          <p>{t("untagged")}</p>
          {latestCaption !== null && <TagIt caption={latestCaption} />}
        </Alert>
      )}
      <div className="grid gap-2">
        <form method="post" action="/signup/open" className="grid">
          <Button width="full">{t("yes")}</Button>
        </form>
        <form method="post" action="/signup/forget" className="grid">
          <Button variant="quiet" width="full">
            {t("no")}
          </Button>
        </form>
      </div>
    </>
  );
}

/** Her own words with the tag behind them: what to do is seen, not explained. */
export async function TagIt({ caption }: { caption: string }) {
  const t = await getTranslations("signup.confirm");
  return (
    <>
      <p className="pt-1">{t("howTo")}</p>
      <figure className="rounded-control bg-ground px-3 py-2">
        <figcaption className="text-[0.85rem] text-quiet">{t("latest")}</figcaption>
        <p className="break-words">
          {caption} <strong className="text-accent">#TRACK</strong>
        </p>
      </figure>
    </>
  );
}
