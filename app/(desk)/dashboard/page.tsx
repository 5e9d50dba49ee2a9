import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { Alert } from "#app/_components/ui/alert.tsx";
import { Button, buttonVariants } from "#app/_components/ui/button.tsx";
import { type Desk, readDesk, readProof } from "#lib/doors/desk-state.ts";
import { requireSeller } from "#lib/doors/session.ts";
import { READABLE_DAYS } from "#lib/sellers/set-subscription.ts";
import { DeskFrame } from "../_components/desk-frame.tsx";
import { ProgressLive } from "../_components/progress-live.tsx";
import { ProofBox } from "../_components/proof-box.tsx";
import { ReloadWithoutScript } from "../_components/reload-without-script.tsx";
import { ShopLink } from "../_components/shop-link.tsx";
import { ShopProgressCard } from "../_components/shop-progress-card.tsx";
import { proofCheck } from "../_data/proof-check.ts";

/** Rendered whole for each request: a streamed page is not complete without script. */
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signup"))("desk.title") };
}

type Given = Record<string, string | string[] | undefined>;
type Props = { searchParams: Promise<Given> };

const RELOAD_SECONDS = 3;

export default async function DashboardPage({ searchParams }: Props) {
  const { sellerId, userId, phone } = await requireSeller();
  const proof = await readProof(userId);
  const desk = await readDesk(sellerId);
  const common = await getTranslations("common");
  const [t, words] = [await getTranslations("signup.proof"), await getTranslations("desk")];
  const check = proof && proofCheck(proof.check, await searchParams);
  return (
    <DeskFrame
      path="/dashboard"
      actions={
        <form method="post" action="/api/auth/sign-out">
          <Button variant="quiet" className="px-2">
            {common("signOut")}
          </Button>
        </form>
      }
    >
      <div className="grid gap-2">
        <h1 className="break-words">{desk.title}</h1>
        <Standing desk={desk} />
      </div>
      <ShopProgressCard desk={desk} phone={phone} />
      <nav aria-label={words("products")} className="grid gap-2 sm:grid-cols-2">
        <a href="/dashboard/products" className={buttonVariants()}>
          {words("products")}
        </a>
        <a href="/dashboard/attention" className={buttonVariants({ variant: "quiet" })}>
          {words("attentionTitle")}
        </a>
      </nav>
      {proof !== null && proof.rivals > 0 && (
        <Alert tone="bad">
          <p>{t("rival", { handle: desk.handle })}</p>
        </Alert>
      )}
      {proof !== null && (
        <ProofBox handle={desk.handle} code={proof.claim.code} phone={phone} check={check} />
      )}
      {check?.kind === "looking" && (
        <>
          <ReloadWithoutScript seconds={RELOAD_SECONDS} />
          <ProgressLive
            initial={{ step: `${desk.progress.stage}-proof`, percent: null, text: "" }}
            label={t("looking")}
            live={null}
          />
        </>
      )}
      {desk.verifiedAt !== null && (
        <Alert tone="good">
          <p>{t("done", { handle: desk.handle })}</p>
        </Alert>
      )}
      <ShopLink link={desk.link} />
    </DeskFrame>
  );
}

const DAY_MS = 86_400_000;

async function Standing({ desk: { subscription } }: { desk: Desk }) {
  const [t, format] = [await getTranslations("signup.desk"), await getFormatter()];
  const { status, trialEndsAt, expiredAt } = subscription;
  const day = (at: Date) => format.dateTime(at, { dateStyle: "long" });
  if (status === "active") return <p>{t("active")}</p>;
  if (status === "trial") return trialEndsAt && <p>{t("trial", { date: day(trialEndsAt) })}</p>;
  const readableUntil = new Date((expiredAt ?? new Date()).getTime() + READABLE_DAYS * DAY_MS);
  return (
    <Alert tone="bad">
      <p>{t("expired", { date: day(readableUntil) })}</p>
    </Alert>
  );
}
