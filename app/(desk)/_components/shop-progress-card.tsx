import { getTranslations } from "next-intl/server";
import { Card } from "#app/_components/ui/card.tsx";
import type { Desk } from "#lib/doors/desk-state.ts";
import { progressText } from "../_data/progress-text.ts";
import { TagIt } from "../signup/_components/confirm-step.tsx";
import { ProgressLive } from "./progress-live.tsx";
import { ReloadWithoutScript } from "./reload-without-script.tsx";

const RELOAD_SECONDS = 5;
const UNDER_WAY = new Set(["waiting", "reading", "making"]);

type Props = { desk: Desk; phone: string };

export async function ShopProgressCard({ desk: { progress, live }, phone }: Props) {
  const t = await getTranslations("signup.progress");
  const { stage, percent, latestCaption } = progress;
  const text = await progressText(progress, phone);
  const isUnderWay = UNDER_WAY.has(stage);
  return (
    <Card aria-label={t("label")}>
      {isUnderWay ? (
        <>
          <ReloadWithoutScript seconds={RELOAD_SECONDS} />
          <ProgressLive
            key={stage}
            initial={{ step: stage, percent, text }}
            label={t("label")}
            live={live}
          />
        </>
      ) : (
        <p className="font-semibold">{text}</p>
      )}
      {stage === "untagged" && latestCaption !== null && (
        <div className="grid gap-1 rounded-control bg-soft p-3">
          <TagIt caption={latestCaption} />
        </div>
      )}
    </Card>
  );
}
