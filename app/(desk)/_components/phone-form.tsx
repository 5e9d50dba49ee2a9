import { headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import { Button } from "#app/_components/ui/button.tsx";
import { Field } from "#app/_components/ui/field.tsx";
import { Input } from "#app/_components/ui/input.tsx";
import { Select } from "#app/_components/ui/select.tsx";
import { regionOf } from "#lib/doors/choose-locale.ts";
import type { Draft } from "#lib/doors/draft-cookie.ts";
import { listCountries, presetCountry } from "../_data/countries.ts";
import { problemText } from "../_data/problem-text.ts";

type Props = { action: string; draft: Draft; hint: string; next?: string };

export async function PhoneForm({ action, draft, hint, next = "" }: Props) {
  const [t, locale] = [await getTranslations("signup.phone"), await getLocale()];
  const { first, others } = listCountries(locale);
  const region = regionOf((await headers()).get("accept-language"));
  const error = await problemText("phone", draft, { phone: draft.phone });
  return (
    <form method="post" action={action} className="grid gap-5">
      {next !== "" && <input type="hidden" name="next" value={next} />}
      <Field id="phone" label={t("label")} hint={hint} error={error}>
        {(control) => (
          <Input
            {...control}
            name="phone"
            type="tel"
            autoComplete="tel"
            inputMode="tel"
            required
            maxLength={40}
            placeholder="0701 234567"
            defaultValue={draft.phone}
          />
        )}
      </Field>
      <Field id="country" label={t("country")}>
        {(control) => (
          <Select
            {...control}
            name="country"
            autoComplete="country"
            defaultValue={presetCountry(draft.country, region)}
          >
            <optgroup label={t("firstCountries")}>
              {first.map(({ code, label }) => (
                <option key={code} value={code}>
                  {label}
                </option>
              ))}
            </optgroup>
            <optgroup label={t("otherCountries")}>
              {others.map(({ code, label }) => (
                <option key={code} value={code}>
                  {label}
                </option>
              ))}
            </optgroup>
          </Select>
        )}
      </Field>
      <Button width="full">{t("send")}</Button>
    </form>
  );
}
