import { getTranslations } from "next-intl/server";
import { buttonVariants } from "#app/_components/ui/button.tsx";
import { Card, CardTitle } from "#app/_components/ui/card.tsx";
import { CopyButton } from "./copy-button.tsx";

type Props = { link: string };

/** The link with a button to copy it, and what to write in the bio. */
export async function ShopLink({ link }: Props) {
  const t = await getTranslations("signup.open");
  const shown = link.replace(/^https?:\/\//, "");
  const bio = t("bioText", { link: shown });
  return (
    <Card>
      <CardTitle>{t("link")}</CardTitle>
      <p className="rounded-control bg-soft px-3.5 py-3 font-semibold break-all select-all">
        {shown}
      </p>
      <div className="flex flex-wrap gap-2">
        <a href={link} className={buttonVariants()}>
          {t("see")}
        </a>
        <CopyButton text={link} label={t("copy")} done={t("copied")} />
      </div>
      <div className="grid gap-1 border-t-[1.5px] border-line pt-4">
        <h3 className="font-bold">{t("bioHeading")}</h3>
        <p className="text-quiet">{t("bioLead")}</p>
        <p className="break-all select-all">{bio}</p>
      </div>
    </Card>
  );
}
