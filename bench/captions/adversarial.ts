import { MAX_CODE_POINTS } from "#lib/captions/normalise.ts";

/** What would be slow if some rule looked at the whole caption again for every word of it. */
const REPEATED = [
  "1 ",
  "1",
  "-",
  "1/",
  "1,",
  "a",
  "a b ",
  "25k ",
  "₦1 ",
  "1:1 ",
  "0 7 ",
  "+1 ",
  "~1~ ",
  "1o",
  "o",
  "( ",
  "\n",
  "😂",
  "\u0336",
  "size 38 ",
  "sold out 38 ",
  "m l xl ",
  "36 ✅\n",
  "5x6 ",
  "2m ",
  "6 months ",
  "elfu ",
  "one million, ",
  "dress 25k, ",
  "was 80k now ",
  "tray of ",
  "for 2 ",
  "delivery (5k) ",
  "iphone 11 ",
  "foo bar 4k, ",
  "free clutch with every gown ",
  "#8pmlive ",
  "ﷺ",
] as const;

/** One text of the longest length that is read for each repetition. */
export const adversarialCaptions: readonly string[] = REPEATED.map((piece) =>
  Array.from(piece.repeat(MAX_CODE_POINTS)).slice(0, MAX_CODE_POINTS).join(""),
);
