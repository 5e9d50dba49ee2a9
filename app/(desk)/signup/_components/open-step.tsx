import { getTranslations } from "next-intl/server";
import { buttonVariants } from "#app/_components/ui/button.tsx";
import { readDesk } from "#lib/doors/desk-state.ts";
import { ShopLink } from "../../_components/shop-link.tsx";
import { ShopProgressCard } from "../../_components/shop-progress-card.tsx";

type Props = { sellerId: string; phone: string };

export async function OpenStep({ sellerId, phone }: Props) {
  const t = await getTranslations("signup.open");
  const desk = await readDesk(sellerId);
  return (
    <>
      <h1>{t("heading")}</h1>
      <ShopProgressCard desk={desk} phone={phone} />
      <ShopLink link={desk.link} />
      <a href="/dashboard" className={buttonVariants({ variant: "outline", width: "full" })}>
        {t("desk")}
      </a>
    </>
  );
}
