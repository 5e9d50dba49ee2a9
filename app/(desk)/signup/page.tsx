import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { buttonVariants } from "#app/_components/ui/button.tsx";
import { readSignupState, type SignupState } from "#lib/doors/signup-state.ts";
import { CodeForm } from "../_components/code-form.tsx";
import { DeskFrame } from "../_components/desk-frame.tsx";
import { PhoneForm } from "../_components/phone-form.tsx";
import { ClaimedStep } from "./_components/claimed-step.tsx";
import { ConfirmStep } from "./_components/confirm-step.tsx";
import { HandleStep } from "./_components/handle-step.tsx";
import { LookingStep } from "./_components/looking-step.tsx";
import { OpenStep } from "./_components/open-step.tsx";
import { Steps } from "./_components/steps.tsx";

/** Rendered whole for each request: a streamed page is not complete without script. */
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signup"))("title") };
}

type Given = Record<string, string | string[] | undefined>;
type Props = { searchParams: Promise<Given> };

export default async function SignupPage({ searchParams }: Props) {
  const state = await readSignupState();
  return (
    <DeskFrame path="/signup">
      <SignupStep state={state} given={await searchParams} />
    </DeskFrame>
  );
}

async function SignupStep({ state, given }: { state: SignupState; given: Given }) {
  switch (state.step) {
    case "phone":
      return <PhoneStep state={state} />;
    case "code":
      return (
        <>
          <Steps at={2} />
          <CodeForm base="/signup" draft={state.draft} sent={state.sent} />
        </>
      );
    case "handle":
      return (
        <>
          <Steps at={3} />
          <HandleStep state={state} />
        </>
      );
    case "looking":
      return (
        <>
          <Steps at={3} />
          <LookingStep handle={state.handle} />
        </>
      );
    case "confirm":
      return (
        <>
          <Steps at={3} />
          <ConfirmStep state={state} />
        </>
      );
    case "claimed":
      return <ClaimedStep state={state} given={given} />;
    case "open":
      return <OpenStep sellerId={state.session.sellerId} phone={state.session.phone} />;
    default:
      return state satisfies never;
  }
}

async function PhoneStep({ state }: { state: Extract<SignupState, { step: "phone" }> }) {
  const t = await getTranslations("signup.phone");
  return (
    <>
      <Steps at={1} />
      <div className="grid gap-2">
        <h1>{t("heading")}</h1>
        <p>{t("lead")}</p>
      </div>
      <PhoneForm action="/signup/phone" draft={state.draft} hint={t("hint")} />
      <a href="/sign-in" className={buttonVariants({ variant: "quiet", width: "full" })}>
        {t("haveShop")}
      </a>
    </>
  );
}
