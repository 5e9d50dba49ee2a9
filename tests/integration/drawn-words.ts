import type { Card, CardStyle, Letters } from "../support/cards/draw-card.ts";
import { CARD_STYLES, randomOf } from "../support/cards/draw-card.ts";

/** What stands on a card, and the price that a buyer would read there; null where there is none. */
export type DrawnWords = {
  lines: string[];
  country: string;
  caption: string;
  price: number | null;
};

const WORDS: DrawnWords[] = [
  { lines: ["55K"], country: "UG", caption: "New heels", price: 55_000 },
  { lines: ["UGX 55,000"], country: "UG", caption: "New heels", price: 55_000 },
  { lines: ["KSH 1,500"], country: "KE", caption: "Dress", price: 1_500 },
  { lines: ["New heels", "only 55k"], country: "UG", caption: "Heels", price: 55_000 },
  { lines: ["Ksh 2,800", "pure leather"], country: "KE", caption: "Office shoes", price: 2_800 },
  { lines: ["Ush 85,000/="], country: "UG", caption: "Kitenge dress", price: 85_000 },
  { lines: ["Tsh 35,000"], country: "TZ", caption: "Handbag", price: 35_000 },
  { lines: ["N12,500"], country: "NG", caption: "Wireless earbuds", price: 12_500 },
  { lines: ["GHS 150"], country: "GH", caption: "Handbag", price: 150 },
  { lines: ["Now 40k", "was 60k"], country: "UG", caption: "Sneakers", price: 40_000 },
  { lines: ["Price: 30,000/="], country: "UG", caption: "Sandals", price: 30_000 },
  { lines: ["@ 1,200 bob"], country: "KE", caption: "School bag", price: 1_200 },
  { lines: ["15,000 RWF"], country: "RW", caption: "Shoes", price: 15_000 },
  { lines: ["3,500/=", "size 39-45"], country: "KE", caption: "Sneakers", price: 3_500 },
  { lines: ["Only 45,000", "Call 0701 234567"], country: "UG", caption: "Dress", price: 45_000 },
  { lines: ["1.5k only"], country: "KE", caption: "Bag", price: 1_500 },
  { lines: ["SALE 20% OFF"], country: "KE", caption: "Dress", price: null },
  { lines: ["CALL 0772 123456"], country: "UG", caption: "Handbag", price: null },
  { lines: ["WhatsApp", "0712345678"], country: "KE", caption: "Sneakers", price: null },
  { lines: ["+256 700 123 456"], country: "UG", caption: "Sneakers", price: null },
  { lines: ["SIZES 37-41"], country: "UG", caption: "Heels", price: null },
  { lines: ["NEW ARRIVALS"], country: "UG", caption: "Heels", price: null },
  { lines: ["Free delivery", "within Kampala"], country: "UG", caption: "Handbag", price: null },
  { lines: ["100k followers", "thank you"], country: "UG", caption: "Thanks", price: null },
];

const LETTERS: readonly Letters[] = ["sans", "narrow", "serif"];

/** Every text once in each round, each time in another style, size and place. */
export function drawnWords(rounds: number): { words: DrawnWords; card: Card }[] {
  const random = randomOf(20_261_121);
  return Array.from({ length: rounds }, (_, round) =>
    WORDS.map((words, index) => {
      const longest = Math.max(...words.lines.map(({ length }) => length));
      const style: CardStyle =
        CARD_STYLES[(index * 3 + round) % CARD_STYLES.length] ?? "white alone";
      return {
        words,
        card: {
          lines: words.lines,
          style,
          letters: LETTERS[(index + round) % LETTERS.length] ?? "sans",
          size: Math.round(Math.min(56 + random() * 80, 940 / longest / 0.72)),
          foot: Math.round(250 + random() * 1_200),
          turn: random() < 0.25 ? (random() - 0.5) * 10 : 0,
          seed: round * WORDS.length + index,
        },
      };
    }),
  ).flat();
}
