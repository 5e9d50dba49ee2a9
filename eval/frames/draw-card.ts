import { drawLine } from "./letters.ts";
import type { Random } from "./seeded-random.ts";

const SIZE = { width: 1000, height: 1780 };

const COLOURS = [
  ["#ffffff", "#111111"],
  ["#111111", "#ffffff"],
  ["#c81e3a", "#ffffff"],
  ["#f7d038", "#1b1b1b"],
  ["#1d2450", "#f0d9a0"],
  ["#ffe3e6", "#a8325a"],
  ["#128a62", "#f5f5dc"],
  ["#6a4bb0", "#ffe08a"],
] as const;

const HEADLINES = [
  "SALE",
  "50% OFF",
  "NEW STOCK",
  "BIG SALE",
  "RESTOCK",
  "PART 2",
  "WAIT",
] as const;
const DETAILS = ["DM TO ORDER", "LINK IN BIO", "FREE DELIVERY", "TODAY ONLY", "CALL 0700"] as const;
const HANDLES = ["@NALU.FASHION", "@MTAA_KICKS", "@GLOW256", "@DUKALETU"] as const;

/** A page of words: an announcement, or a seller's name with a round picture at the end. */
export function drawCard(kind: "title-card" | "end-card", random: Random): string {
  const [ground, ink] = random.pick(COLOURS);
  const body = kind === "title-card" ? announcement(random, ink) : farewell(random, ink);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE.width}" height="${SIZE.height}">${groundOf(random, ground)}${body}</svg>`;
}

/** Plain, or shaded a little from top to bottom. */
function groundOf(random: Random, colour: string): string {
  const shade = random.chance(0.35) ? 0.25 : 0;
  return `<defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity="${shade}"/></linearGradient></defs><rect width="100%" height="100%" fill="${colour}"/><rect width="100%" height="100%" fill="url(#g)"/>`;
}

function announcement(random: Random, ink: string): string {
  const headline = random.pick(HEADLINES);
  const size = Math.min(200, 4_800 / headline.length) * random.between(0.6, 1);
  const top = random.between(500, 900);
  const details = random.shuffled(DETAILS).slice(0, random.whole(0, 3));
  return [
    drawLine(headline, { x: 500, y: top, size, ink, weight: random.between(0.9, 1.8) }),
    ...details.map((detail, index) =>
      drawLine(detail, {
        x: 500,
        y: top + size + 90 + index * 130,
        size: 62,
        ink,
        weight: random.between(0.8, 1.4),
      }),
    ),
  ].join("");
}

function farewell(random: Random, ink: string): string {
  const handle = random.pick(HANDLES);
  const top = random.between(450, 750);
  const avatar = random.chance(0.6)
    ? `<circle cx="500" cy="${top}" r="130" fill="${random.pick(["#e58aa4", "#4a6d96", "#f7a13c"])}"/>${drawLine(handle.slice(1, 2), { x: 500, y: top - 60, size: 120, ink: "#fff", weight: 1.4 })}`
    : "";
  return [
    avatar,
    drawLine(handle, { x: 500, y: top + 220, size: 74, ink, weight: 1.2 }),
    drawLine(random.pick(["FOLLOW FOR MORE", "THANK YOU", "ORDER NOW"]), {
      x: 500,
      y: top + 380,
      size: 52,
      ink,
      weight: 1.1,
    }),
  ].join("");
}
