import { getFormatter, getTranslations } from "next-intl/server";
import type { StoryLine } from "#lib/catalogue/desk/video-story.ts";

/** What happened to a video, in plain words, the newest first. */
export async function Story({ lines }: { lines: StoryLine[] }) {
  const [t, format] = [await getTranslations("desk"), await getFormatter()];
  return (
    <section className="grid gap-2">
      <h2 className="text-[1.15rem] font-bold">{t("story.title")}</h2>
      <ol className="m-0 grid list-none gap-1.5 p-0">
        {lines.map(({ at, line }) => (
          <li key={`${at.getTime()}-${line}`} className="grid grid-cols-[7rem_1fr] gap-x-3">
            <time dateTime={at.toISOString()} className="text-[0.92rem] text-quiet tabular-nums">
              {format.dateTime(at, { dateStyle: "medium", timeStyle: "short" })}
            </time>
            <span>{t(`story.lines.${line}`)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
