import { getTranslations } from "next-intl/server";
import { cn } from "#app/_components/ui/cn.ts";

const STEPS = [1, 2, 3] as const;

export async function Steps({ at }: { at: (typeof STEPS)[number] }) {
  const t = await getTranslations("signup");
  return (
    <div className="grid gap-1.5">
      <p className="text-[0.92rem] font-semibold text-quiet">{t("step", { n: at })}</p>
      <div aria-hidden="true" className="flex gap-1.5">
        {STEPS.map((step) => (
          <span
            key={step}
            className={cn("h-1.5 flex-1 rounded-full bg-soft", step <= at && "bg-accent")}
          />
        ))}
      </div>
    </div>
  );
}
