import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { buttonVariants } from "#app/_components/ui/button.tsx";
import { readSignupState } from "#lib/doors/signup-state.ts";
import { CodeForm } from "../_components/code-form.tsx";
import { DeskFrame } from "../_components/desk-frame.tsx";
import { PhoneForm } from "../_components/phone-form.tsx";

/** Rendered whole for each request: a streamed page is not complete without script. */
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const state = await readSignupState();
  if (state.step === "open") redirect("/dashboard");
  if (state.step === "code")
    return (
      <DeskFrame path="/sign-in">
        <CodeForm base="/sign-in" draft={state.draft} sent={state.sent} />
      </DeskFrame>
    );
  if (state.step !== "phone") redirect("/signup");
  const t = await getTranslations("signIn");
  const { next } = await searchParams;
  return (
    <DeskFrame path="/sign-in">
      <div className="grid gap-2">
        <h1>{t("heading")}</h1>
        <p>{t("lead")}</p>
      </div>
      <PhoneForm
        action="/sign-in/phone"
        draft={state.draft}
        hint={t("hint")}
        next={typeof next === "string" ? next : ""}
      />
      <a href="/signup" className={buttonVariants({ variant: "quiet", width: "full" })}>
        {t("new")}
      </a>
    </DeskFrame>
  );
}
