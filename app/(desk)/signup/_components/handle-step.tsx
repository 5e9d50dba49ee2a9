import { getTranslations } from "next-intl/server";
import { Alert } from "#app/_components/ui/alert.tsx";
import { Button } from "#app/_components/ui/button.tsx";
import { Field } from "#app/_components/ui/field.tsx";
import { Input } from "#app/_components/ui/input.tsx";
import type { FormProblem } from "#lib/doors/draft-cookie.ts";
import type { SignupState } from "#lib/doors/signup-state.ts";
import { problemText } from "../../_data/problem-text.ts";

type Props = { state: Extract<SignupState, { step: "handle" }> };

export async function HandleStep({ state }: Props) {
  const t = await getTranslations("signup.handle");
  const { draft, trouble, lost, session } = state;
  const problem = draft.problem ?? troubleOf(trouble);
  const about = { phone: session.phone, handle: trouble?.handle ?? "" };
  const error = await problemText("handle", { problem }, about);
  return (
    <>
      <h1>{t("heading")}</h1>
      {lost !== null && (
        <Alert tone="attention" role="alert">
          <p>{t("lost", { handle: lost })}</p>
        </Alert>
      )}
      <form method="post" action="/signup/handle" className="grid gap-5">
        <Field id="handle" label={t("label")} hint={t("hint")} error={error}>
          {(control) => (
            <Input
              {...control}
              name="handle"
              required
              maxLength={500}
              autoCapitalize="none"
              autoCorrect="off"
              autoComplete="off"
              spellCheck={false}
              placeholder="@"
              defaultValue={draft.problem === null ? at(trouble?.handle) : draft.handle}
            />
          )}
        </Field>
        <Button width="full">{trouble === null ? t("look") : t("again")}</Button>
      </form>
    </>
  );
}

const at = (handle: string | undefined) => (handle === undefined ? "" : `@${handle}`);

function troubleOf(trouble: Props["state"]["trouble"]): FormProblem | null {
  if (trouble === null) return null;
  const { found } = trouble;
  const until = found.kind === "blocked" ? { until: found.retryAt } : {};
  return { field: "handle", kind: found.kind, ...until };
}
