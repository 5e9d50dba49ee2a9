import type { CaptionReading } from "#lib/captions/caption-reading.ts";
import { ASIDES } from "./asides.ts";
import { MONEY_ASIDES } from "./money-asides.ts";
import type { CaptionRecord } from "./record.ts";
import { SPELLINGS } from "./spellings.ts";

/** A way to write a caption differently without changing what a careful buyer reads in it. */
export type Variation = {
  name: string;
  /** Undefined where this caption cannot be varied in this way. */
  vary(record: CaptionRecord, reading: CaptionReading): string | undefined;
};

const asides: Variation[] = Object.entries(ASIDES).flatMap(([topic, lines]) =>
  lines.flatMap((line) => [
    { name: `${topic} after: ${line}`, vary: ({ caption }) => `${caption}\n${line}` },
    { name: `${topic} behind: ${line}`, vary: ({ caption }) => `${caption}. ${line}` },
    { name: `${topic} before: ${line}`, vary: ({ caption }) => `${line}\n${caption}` },
  ]),
);

/** Amounts that are no price (P1.7) say so by their words, but only beside something that is sold. */
const moneyAsides: Variation[] = MONEY_ASIDES.flatMap(({ currencies, lines }) =>
  lines.flatMap((line) => {
    const fits = ({ expected }: CaptionRecord): boolean =>
      expected.product_type !== null &&
      expected.price !== null &&
      (currencies === "any" || currencies.includes(expected.currency ?? ""));
    return [
      {
        name: `money after: ${line}`,
        vary: (record: CaptionRecord) => (fits(record) ? `${record.caption}\n${line}` : undefined),
      },
      {
        name: `money behind: ${line}`,
        vary: (record: CaptionRecord) => (fits(record) ? `${record.caption}. ${line}` : undefined),
      },
    ];
  }),
);

const letterings: Variation[] = [
  { name: "upper case", vary: ({ caption }) => caption.toUpperCase() },
  { name: "lower case", vary: ({ caption }) => caption.toLowerCase() },
  { name: "hard spaces", vary: ({ caption }) => caption.replaceAll(" ", "\u00a0") },
  { name: "double spaces", vary: ({ caption }) => caption.replaceAll(" ", "  ") },
  { name: "sentences on lines", vary: ({ caption }) => caption.replaceAll(/([.!?]) /g, "$1\n") },
  { name: "no final points", vary: ({ caption }) => caption.replaceAll(/\.(?=\s|$)/g, "") },
  { name: "emoji at both ends", vary: ({ caption }) => `🔥😍 ${caption} 💯✨` },
  { name: "lines joined by bars", vary: ({ caption }) => caption.replaceAll("\n", " | ") },
  { name: "lines as bullets", vary: ({ caption }) => caption.replaceAll(/^(?=\S)/gm, "• ") },
  { name: "lines with ticks", vary: ({ caption }) => caption.replaceAll(/^(?=\S)/gm, "✅ ") },
  { name: "emoji between lines", vary: ({ caption }) => caption.replaceAll("\n", "✨\n") },
  { name: "windows line ends", vary: ({ caption }) => caption.replaceAll("\n", "\r\n") },
  { name: "many exclamation marks", vary: ({ caption }) => `${caption}!!!` },
  { name: "bold letters", vary: ({ caption }) => `*${caption}*` },
  { name: "spaces around slashes", vary: ({ caption }) => spreadSlashes(caption) },
];

/** Only where a slash lists sizes; one inside "/=" or a link is part of its word. */
function spreadSlashes(caption: string): string | undefined {
  const spread = caption.replaceAll(/(?<=\b\d{2})\/(?=\d{2}\b)/g, " / ");
  return spread === caption ? undefined : spread;
}

export const VARIATIONS: readonly Variation[] = [
  ...asides,
  ...moneyAsides,
  ...letterings,
  ...SPELLINGS,
];
