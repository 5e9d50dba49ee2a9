/** The most of a caption that is read, in code points. */
export const MAX_CODE_POINTS = 2200;

/** Signs that stand for whole families of emoji once a caption is folded. */
export const SIGN = {
  money: "¤",
  arrow: "→",
  pointer: "☞",
  phone: "☎",
  pin: "⌖",
  cross: "✗",
  check: "✓",
  parcel: "⛟",
  emoji: "◆",
  bullet: "•",
} as const;

/** Lower-case plain text; `starts[i]` and `ends[i]` are where unit i stands in the caption. */
export type FoldedCaption = {
  text: string;
  starts: number[];
  ends: number[];
  /** Unit indexes that the seller struck through. */
  struck: Set<number>;
};

type Range = readonly [from: number, to: number];

/** Soft hyphen, joiners, directions, fillers, variation selectors and tags: they print nothing. */
const INVISIBLE: readonly Range[] = [
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180e],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xe0000, 0xe01ef],
];

/** Accents and enclosing marks of Latin and Arabic; other scripts need theirs to be words. */
const ACCENTS: readonly Range[] = [
  [0x300, 0x36f],
  [0x64b, 0x65f],
  [0x1ab0, 0x1aff],
  [0x1dc0, 0x1dff],
  [0x20d0, 0x20ff],
  [0xfe20, 0xfe2f],
];
const STRUCK: Range = [0x335, 0x338];

function isWithin(ranges: readonly Range[], code: number): boolean {
  return ranges.some(([from, to]) => code >= from && code <= to);
}

function dropAccents(text: string): string {
  return text.replace(/\p{M}/gu, (mark) =>
    isWithin(ACCENTS, mark.codePointAt(0) ?? 0) ? "" : mark,
  );
}

const DIGIT = /^\p{Nd}$/u;
const PICTOGRAPH = /\p{Extended_Pictographic}|[\u{1f1e6}-\u{1f1ff}]|\p{Emoji_Modifier}/u;
const KEYCAP = 0x20e3;
const LONGEST_FOLD = 4;

const SMALL_CAPS = new Map(
  Array.from("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢ").map((letter, index) => [
    letter,
    "abcdefghijklmnopqrstuvwyz"[index] ?? "",
  ]),
);

const FIXED = new Map<string, string>();
function fix(characters: string, folded: string): void {
  for (const character of characters) FIXED.set(character, folded);
}
fix("‐‑‒–—―−﹘﹣－", "-");
fix("‘’‚‛ʼʻ`´ʹ＇", "'");
fix("“”„‟″＂«»", '"');
fix("·‣⁃∙▪▫◦●○■□◾◽⚫⚪🔘🔹🔸🔺🔻💠▶►◀", SIGN.bullet);
fix("→➡➔➜➝➞➟➠⇒⟶⇨↪➤➢➣🔜", SIGN.arrow);
fix("👉👈👇☞☛⏩", SIGN.pointer);
fix("💰💵💲🏷💸🤑💴💶💷🪙💳", SIGN.money);
fix("📞☎📱📲✆🤙", SIGN.phone);
fix("📍🏢🏬🏪🗺📌", SIGN.pin);
fix("📦🚚🚛🛵🏍🚐✈🛫🛩🚲", SIGN.parcel);
fix("❌✖🚫✗✘❎", SIGN.cross);
fix("✅✔☑✓", SIGN.check);
fix("×✕⨯", "x");
fix("®™©℠", " ");
fix("～∼˜〜", "~");
fix("／⁄∕", "/");
fix("።፡፣፤", ".");
fix("،、，", ",");
fix("؛；", ";");
fix("…", ".");
fix("\u2028\u2029\u0085\u000b\u000c", "\n");
fix("£", "£");
fix("🆓", " free ");
fix("🆕", " new ");
fix("🆗", " ok ");
fix("➕", "+");
fix("➖", "-");
fix("🟰", "=");

const HALVES = new Map([
  ["½", "5"],
  ["¼", "25"],
  ["¾", "75"],
]);

function foldSlowly(character: string): string {
  const fixed = FIXED.get(character) ?? SMALL_CAPS.get(character);
  if (fixed !== undefined) return fixed;
  const code = character.codePointAt(0) ?? 0;
  if (isWithin(INVISIBLE, code)) return "";
  if (code >= 0xd800 && code <= 0xdfff) return " ";
  if (code >= 0x1f150 && code <= 0x1f169) return String.fromCharCode(97 + code - 0x1f150);
  if (code >= 0x1f170 && code <= 0x1f189) return String.fromCharCode(97 + code - 0x1f170);
  if (DIGIT.test(character)) return decimalDigit(character, code);
  if (code !== 0xa9 && code !== 0xae && PICTOGRAPH.test(character)) return SIGN.emoji;
  const folded = dropAccents(character.normalize("NFKC").toLowerCase().normalize("NFD")).normalize(
    "NFC",
  );
  // Ligatures of whole phrases would make the text many times longer than the caption.
  return folded.length > LONGEST_FOLD || /^\s+$/u.test(folded) ? " " : folded;
}

/** Digits of every script come in runs of ten, each run starting at a zero. */
function decimalDigit(character: string, code: number): string {
  const plain = character.normalize("NFKC");
  if (plain >= "0" && plain <= "9") return plain;
  let zero = code;
  while (zero > code - 10 && DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}

const FOLD_CACHE_SIZE = 4096;
const foldCache = new Map<string, string>();

function fold(character: string): string {
  const cached = foldCache.get(character);
  if (cached !== undefined) return cached;
  const folded = foldSlowly(character);
  if (foldCache.size < FOLD_CACHE_SIZE) foldCache.set(character, folded);
  return folded;
}

function isAsciiDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** A keycap digit on its own is a bullet; next to another one, or to a letter, it is a digit. */
function keycapLength(caption: string, at: number): number {
  let next = at + 1;
  if (caption.charCodeAt(next) === 0xfe0f) next += 1;
  return caption.charCodeAt(next) === KEYCAP ? next + 1 - at : 0;
}

/** Reads at most MAX_CODE_POINTS; every output unit knows its place in the caption. */
export function foldCaption(caption: string): FoldedCaption {
  const starts: number[] = [];
  const ends: number[] = [];
  const struck = new Set<number>();
  let text = "";
  let afterKeycap = false;
  const put = (folded: string, start: number, end: number): void => {
    for (let unit = 0; unit < folded.length; unit += 1) {
      starts.push(start);
      ends.push(end);
    }
    text += folded;
  };
  for (let at = 0, seen = 0; at < caption.length && seen < MAX_CODE_POINTS; seen += 1) {
    const code = caption.codePointAt(at) ?? 0;
    const size = code > 0xffff ? 2 : 1;
    if (isAsciiDigit(code)) {
      const length = keycapLength(caption, at);
      if (length > 0) {
        const after = caption.charCodeAt(at + length);
        const joined =
          afterKeycap || keycapLength(caption, at + length) > 0 || after === 107 || after === 75;
        put(joined ? String.fromCharCode(code) : SIGN.bullet, at, at + length);
        afterKeycap = true;
        at += length;
        continue;
      }
    }
    afterKeycap = false;
    if (code < 128) {
      put(foldAscii(code), at, at + 1);
    } else if (isWithin([STRUCK], code)) {
      if (text.length > 0) struck.add(text.length - 1);
    } else {
      const character = String.fromCodePoint(code);
      const half = HALVES.get(character);
      if (half !== undefined)
        put(isAsciiDigit(text.charCodeAt(text.length - 1)) ? `.${half}` : " ", at, at + size);
      else put(fold(character), at, at + size);
    }
    at += size;
  }
  return joinSpelled({ text: zeroesFromLetters(text), starts, ends, struck });
}

const SPELLED = /(?<![\p{L}\p{M}\d])(?:[a-z] ){4,39}[a-z](?![\p{L}\p{M}\d])/gu;

/** "J U M P S U I T": letters set apart are one word again; a row of sizes stays apart. */
function joinSpelled(folded: FoldedCaption): FoldedCaption {
  const gaps = new Set<number>();
  for (const { 0: row, index } of folded.text.matchAll(SPELLED)) {
    if (/^[smlx ]+$/.test(row)) continue;
    for (let at = 1; at < row.length; at += 2) gaps.add(index + at);
  }
  if (gaps.size === 0) return folded;
  const keeps = (_: unknown, at: number): boolean => !gaps.has(at);
  const before = (unit: number): number => [...gaps].filter((gap) => gap < unit).length;
  return {
    text: folded.text.split("").filter(keeps).join(""),
    starts: folded.starts.filter(keeps),
    ends: folded.ends.filter(keeps),
    struck: new Set([...folded.struck].map((unit) => unit - before(unit))),
  };
}

/** "7,5oo", "o772 45 45 45", "2ok": a letter o among digits was meant as a zero; lengths stay. */
const ZERO_INSIDE = /(?<=\d[.,]?)o{1,6}(?=\d|k?(?![\p{L}\p{M}\d'])|[.,][\do])/gu;
const ZERO_FIRST = /(?<![\p{L}\p{M}\d])o(?=\d{2})/gu;

function zeroesFromLetters(text: string): string {
  if (!/o/.test(text) || !/\d/.test(text)) return text;
  const zeroes = (letters: string): string => "0".repeat(letters.length);
  // The second pass sees the zeroes of the first: "1o,ooo".
  return text.replace(ZERO_INSIDE, zeroes).replace(ZERO_INSIDE, zeroes).replace(ZERO_FIRST, "0");
}

const ASCII = Array.from({ length: 128 }, (_, code) => {
  if (code === 10 || code === 13) return "\n";
  if (code < 33 || code === 127) return " ";
  if (code === 96) return "'";
  return String.fromCharCode(code).toLowerCase();
});

function foldAscii(code: number): string {
  return ASCII[code] ?? " ";
}

/** Folds a short piece of our own data the same way as captions are folded. */
export function foldText(text: string): string {
  return foldCaption(text).text;
}
