import { readCaption } from "#lib/captions/read-caption.ts";
import type { FieldName } from "./evaluate.ts";
import { fieldNames, judge } from "./evaluate.ts";
import type { CaptionRecord } from "./record.ts";
import { VARIATIONS } from "./variations.ts";

/** A field that was right as the caption stands and is wrong once it is written differently. */
export type Flip = { variation: string; field: FieldName; id: string; caption: string };

export type Varied = { read: number; flips: Flip[] };

/** Reads every caption in every way it can be written, or in each nth of them. */
export function varyAll(records: readonly CaptionRecord[], every = 1): Varied {
  const flips: Flip[] = [];
  let seen = 0;
  let read = 0;
  for (const record of records) {
    const options = { country: record.seller_country };
    const plain = readCaption(record.caption, options);
    const right = judge(record, plain);
    for (const variation of VARIATIONS) {
      seen += 1;
      if (seen % every !== 0) continue;
      const caption = variation.vary(record, plain);
      if (caption === undefined || caption === record.caption) continue;
      read += 1;
      const verdict = judge(record, readCaption(caption, options));
      for (const field of fieldNames)
        if (right[field] && !verdict[field])
          flips.push({ variation: variation.name, field, id: record.id, caption });
    }
  }
  return { read, flips };
}

const MOST_LINES = 60;

/** The variations that flip most, with one caption each to begin with. */
export function writeVaried({ read, flips }: Varied): string {
  const byName = new Map<string, Flip[]>();
  for (const flip of flips) {
    const name = `${flip.variation} | ${flip.field}`;
    byName.set(name, [...(byName.get(name) ?? []), flip]);
  }
  const share = read === 0 ? 0 : (flips.length / read) * 100;
  const rows = [...byName].toSorted((left, right) => right[1].length - left[1].length);
  return [
    `varied captions: ${read}`,
    `  flipped fields ${flips.length} (${share.toFixed(2)} %)`,
    ...rows.slice(0, MOST_LINES).map(([name, group]) => {
      const [first] = group;
      return `  ${String(group.length).padStart(5)}  ${name}  ${first?.id ?? ""}`;
    }),
    "",
  ].join("\n");
}
