import { Fragment } from "react";
import { getTranslations } from "next-intl/server";
import type { DeskProduct } from "#lib/catalogue/desk/desk-product.ts";

const FIELDS = ["price", "title", "sizes", "category"] as const;
type FieldName = (typeof FIELDS)[number];
type Mark = { start: number; end: number; fields: FieldName[] };

/** The caption with the words marked that a field was read from. */
export async function CaptionWords({ product }: { product: DeskProduct }) {
  const t = await getTranslations("desk");
  const { caption } = product;
  const marks = marksOf(product);
  return (
    <figure className="grid gap-1.5 rounded-control bg-soft px-4 py-3">
      <figcaption className="text-[0.92rem] font-semibold text-quiet">{t("caption")}</figcaption>
      <p className="break-words whitespace-pre-line">
        {marks.map(({ start, end, fields }, index) => (
          <Fragment key={start}>
            {caption.slice(marks[index - 1]?.end ?? 0, start)}
            <mark
              className="rounded bg-transparent text-ink underline decoration-accent decoration-[3px]"
              title={fields.map((field) => t(`fields.${field}`)).join(", ")}
            >
              {caption.slice(start, end)}
            </mark>
          </Fragment>
        ))}
        {caption.slice(marks.at(-1)?.end ?? 0)}
      </p>
    </figure>
  );
}

/** Spans in their order; those that overlap are one, of all their fields. */
function marksOf({ fields, caption }: DeskProduct): Mark[] {
  const found = FIELDS.flatMap((field) => {
    const { span } = fields[field];
    return span === null || span.start >= span.end || span.end > caption.length
      ? []
      : [{ ...span, fields: [field] }];
  }).toSorted((one, other) => one.start - other.start);
  const marks: Mark[] = [];
  for (const mark of found) {
    const last = marks.at(-1);
    if (last === undefined || mark.start >= last.end) marks.push(mark);
    else
      marks.splice(-1, 1, {
        start: last.start,
        end: Math.max(last.end, mark.end),
        fields: [...last.fields, ...mark.fields],
      });
  }
  return marks;
}
