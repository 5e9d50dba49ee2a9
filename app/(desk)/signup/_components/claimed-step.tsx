import { getTranslations } from "next-intl/server";
import { Button } from "#app/_components/ui/button.tsx";
import type { SignupState } from "#lib/doors/signup-state.ts";
import { ProgressLive } from "../../_components/progress-live.tsx";
import { ProofBox } from "../../_components/proof-box.tsx";
import { ReloadWithoutScript } from "../../_components/reload-without-script.tsx";
import { proofCheck } from "../../_data/proof-check.ts";

type Props = {
  state: Extract<SignupState, { step: "claimed" }>;
  given: Record<string, string | string[] | undefined>;
};

const RELOAD_SECONDS = 3;

export async function ClaimedStep({ state: { claim, check, session, isTaken }, given }: Props) {
  const t = await getTranslations("signup");
  const { handle, code } = claim;
  const { phone } = session;
  const shown = isTaken ? ({ kind: "taken" } as const) : proofCheck(check, given);
  return (
    <>
      <div className="grid gap-2">
        <h1 className="break-words">{t("claimed.heading", { handle })}</h1>
        <p>{t("claimed.lead", { handle })}</p>
      </div>
      <ProofBox handle={handle} code={code} phone={phone} check={shown} />
      {shown?.kind === "looking" && (
        <>
          <ReloadWithoutScript seconds={RELOAD_SECONDS} />
          <ProgressLive
            initial={{ step: "claimed-running", percent: null, text: "" }}
            label={t("proof.looking")}
            live={null}
          />
        </>
      )}
      <form method="post" action="/signup/forget" className="grid">
        <Button variant="quiet" width="full">
          {t("claimed.other")}
        </Button>
      </form>
    </>
  );
}
