import { getLocale, getTranslations } from "next-intl/server";
import { Alert } from "#app/_components/ui/alert.tsx";
import { Button } from "#app/_components/ui/button.tsx";
import { Card, CardTitle } from "#app/_components/ui/card.tsx";
import { whenOf } from "../_data/when.ts";
import { CopyButton } from "./copy-button.tsx";

/** What the last look for the code came to; null before there was one. */
export type ProofCheck =
  | { kind: "looking" | "unreadable" | "unavailable" | "taken" }
  | { kind: "not_there"; bio: string }
  | { kind: "blocked" | "wait"; until: Date };

type Props = { handle: string; code: string; phone: string; check: ProofCheck | null };

export async function ProofBox({ handle, code, phone, check }: Props) {
  const t = await getTranslations("signup.proof");
  const copy = await getTranslations("signup.open");
  return (
    <Card aria-labelledby="proof">
      <CardTitle id="proof">{t("heading", { handle })}</CardTitle>
      <p>{t("how")}</p>
      <div className="flex flex-wrap items-center gap-2">
        <p className="rounded-control bg-soft px-4 py-2.5 text-xl font-bold tracking-wider select-all">
          {code}
        </p>
        <CopyButton text={code} label={copy("copy")} done={copy("copied")} />
      </div>
      <p className="text-quiet">{t("why")}</p>
      <CheckResult check={check} phone={phone} />
      {check?.kind !== "looking" && (
        <form method="post" action="/signup/proof" className="grid">
          <Button width="full">{t("check")}</Button>
        </form>
      )}
      <p className="text-[0.92rem] text-quiet">{t("later")}</p>
    </Card>
  );
}

async function CheckResult({ check, phone }: Pick<Props, "check" | "phone">) {
  if (check === null) return null;
  const t = await getTranslations("signup.proof");
  const locale = await getLocale();
  const words = () => {
    switch (check.kind) {
      case "looking":
        return t("looking");
      case "not_there":
        return check.bio === "" ? t("noBio") : t("notThere", { bio: check.bio });
      case "blocked":
      case "wait":
        return t(check.kind, whenOf(check.until, { locale, phone }));
      case "unreadable":
      case "unavailable":
      case "taken":
        return t(check.kind);
      default:
        return check satisfies never;
    }
  };
  return (
    <Alert tone={check.kind === "looking" ? "note" : "attention"}>
      <p>{words()}</p>
    </Alert>
  );
}
