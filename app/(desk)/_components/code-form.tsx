import { getLocale, getTranslations } from "next-intl/server";
import { Button } from "#app/_components/ui/button.tsx";
import { Field } from "#app/_components/ui/field.tsx";
import { Input } from "#app/_components/ui/input.tsx";
import type { Draft } from "#lib/doors/draft-cookie.ts";
import { problemText } from "../_data/problem-text.ts";
import { showPhone } from "../_data/show-phone.ts";
import { whenOf } from "../_data/when.ts";

type Props = {
  /** Where the forms of this entrance are: `/signup` or `/sign-in`. */
  base: string;
  draft: Draft;
  sent: { phone: string; resendAt: string };
};

export async function CodeForm({ base, draft, sent }: Props) {
  const [t, locale] = [await getTranslations("signup.code"), await getLocale()];
  const { phone } = sent;
  const error = await problemText("code", draft, { phone });
  const resendAt = new Date(sent.resendAt);
  const mayResend = resendAt.getTime() <= Date.now();
  return (
    <>
      <div className="grid gap-2">
        <h1>{t("heading")}</h1>
        <p>{t("lead", { phone: showPhone(phone) })}</p>
      </div>
      <form method="post" action={`${base}/code`} className="grid gap-5">
        <Field id="code" label={t("label")} error={error}>
          {(control) => (
            <Input
              {...control}
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              pattern="[0-9 ]*"
              maxLength={9}
              required
              className="text-center text-2xl font-bold tracking-[0.3em] tabular-nums"
            />
          )}
        </Field>
        <Button width="full">{t("check")}</Button>
      </form>
      <div className="grid gap-1">
        {!mayResend && (
          <p className="text-quiet">{t("againAt", whenOf(resendAt, { locale, phone }))}</p>
        )}
        <div className="flex flex-wrap gap-x-2">
          <form method="post" action={`${base}/phone`}>
            <Button variant="quiet" className="px-0 pe-4">
              {t("again")}
            </Button>
          </form>
          <form method="post" action={`${base}/forget`}>
            <Button variant="quiet" className="px-0">
              {t("otherNumber")}
            </Button>
          </form>
        </div>
      </div>
    </>
  );
}
