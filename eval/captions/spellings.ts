import type { Variation } from "./variations.ts";

/** Currencies whose prices sellers shorten with a k. */
const SHORTENED = new Set(["UGX", "KES", "TZS", "RWF", "NGN"]);
const WHOLE = new Set([...SHORTENED, "XOF", "XAF", "CDF"]);
const PLAIN_AMOUNT = /^(\d{1,3}(?:,\d{3})+|\d{3,7}|\d{1,4}k)$/i;

/** Ways to write 45,000, as `n` thousands. */
const THOUSANDS: Record<string, (n: number) => string> = {
  "45k": (n) => `${n}k`,
  "45K": (n) => `${n}K`,
  "45 k": (n) => `${n} k`,
  "45,000": (n) => `${n},000`,
  "45.000": (n) => `${n}.000`,
  "45 000": (n) => `${n} 000`,
  "45000": (n) => `${n}000`,
  "45,000/=": (n) => `${n},000/=`,
  "45,000/-": (n) => `${n},000/-`,
  "45k/=": (n) => `${n}k/=`,
  "45k only": (n) => `${n}k only`,
  "45konly": (n) => `${n}konly`,
  "@45k": (n) => `@${n}k`,
  "@ 45k": (n) => `@ ${n}k`,
  "@45konly": (n) => `@${n}konly`,
  "#45k#": (n) => `#${n}k#`,
  "(45k)": (n) => `(${n}k)`,
  "[45k]": (n) => `[${n}k]`,
  "*45k*": (n) => `*${n}k*`,
  "45k!!": (n) => `${n}k!!`,
  "45k🔥": (n) => `${n}k🔥`,
  "🔥45k🔥": (n) => `🔥${n}k🔥`,
  "~ 45k": (n) => `~ ${n}k`,
  "=45k": (n) => `=${n}k`,
  "price:45k,": (n) => `price:${n}k,`,
  "Price 45k": (n) => `Price ${n}k`,
  "45 thousand": (n) => `${n} thousand`,
  "45 (thousand)": (n) => `${n} (thousand)`,
  "45,000.00": (n) => `${n},000.00`,
  "45kk": (n) => `${n}kk`,
};

/** Ways to write an amount with its currency, as the whole number. */
const COINED: Record<string, Record<string, (text: string, n: number) => string>> = {
  UGX: {
    "UGX45,000": (text) => `UGX${text}`,
    "ugx 45000only": (_, n) => `ugx ${n}only`,
    ugx45000only: (_, n) => `ugx${n}only`,
    "45,000ugx": (text) => `${text}ugx`,
    "45,000 UGX": (text) => `${text} UGX`,
    "UGX45,000/=": (text) => `UGX${text}/=`,
    "Ush. 45,000": (text) => `Ush. ${text}`,
    "Shs 45,000/=": (text) => `Shs ${text}/=`,
    "shs.45000": (_, n) => `shs.${n}`,
    "@ugx45,000": (text) => `@ugx${text}`,
    "@ugx.45000": (_, n) => `@ugx.${n}`,
  },
  KES: {
    "Ksh.850": (text) => `Ksh.${text}`,
    "@ksh850": (_, n) => `@ksh${n}`,
    "@ksh.850": (_, n) => `@ksh.${n}`,
    "Ksh 850/-": (text) => `Ksh 850/-`.replace("850", text),
    "850bob": (_, n) => `${n}bob`,
    "850/-": (text) => `${text}/-`,
    "Kshs:850": (text) => `Kshs:${text}`,
    KES850: (text) => `KES${text}`,
    "850 ksh": (text) => `${text} ksh`,
    "@850bob": (_, n) => `@${n}bob`,
    "@850/=": (_, n) => `@${n}/=`,
    "850/=only": (_, n) => `${n}/=only`,
  },
  TZS: {
    "Tsh 45,000/=": (text) => `Tsh ${text}/=`,
    "tsh.45000": (_, n) => `tsh.${n}`,
    "45,000 Tsh": (text) => `${text} Tsh`,
    "Tshs45,000": (text) => `Tshs${text}`,
    "TZS 45,000": (text) => `TZS ${text}`,
    "45,000tzs tu": (text) => `${text}tzs tu`,
  },
  RWF: {
    "45,000Frw": (text) => `${text}Frw`,
    "45,000 RWF": (text) => `${text} RWF`,
    "Frw 45,000": (text) => `Frw ${text}`,
    "45.000 frw": (text) => `${text.replaceAll(",", ".")} frw`,
  },
  NGN: {
    "₦45,000": (text) => `₦${text}`,
    "N45,000": (text) => `N${text}`,
    "#45,000": (text) => `#${text}`,
    "45,000naira": (text) => `${text}naira`,
    "45000 naira only": (_, n) => `${n} naira only`,
    "NGN 45,000": (text) => `NGN ${text}`,
  },
  GHS: {
    "GH₵850": (text) => `GH₵${text}`,
    "Ghc 850": (text) => `Ghc ${text}`,
    "850cedis": (text) => `${text}cedis`,
    "₵850": (text) => `₵${text}`,
    GHS850: (text) => `GHS${text}`,
    ghc850only: (_, n) => `ghc${n}only`,
  },
  ZAR: {
    R850: (_, n) => `R${n}`,
    "R 850": (_, n) => `R ${n}`,
    "R850.00": (_, n) => `R${n}.00`,
    "850 rand": (_, n) => `${n} rand`,
    "@R850": (_, n) => `@R${n}`,
    R850each: (_, n) => `R${n} each`,
  },
  XOF: {
    "45.000F": (text) => `${text.replaceAll(",", ".")}F`,
    "45 000 FCFA": (text) => `${text.replaceAll(",", " ")} FCFA`,
    "45000f": (_, n) => `${n}f`,
    "45000fr": (_, n) => `${n}fr`,
    "à 45000 F CFA": (_, n) => `à ${n} F CFA`,
    "45.000 frs": (text) => `${text.replaceAll(",", ".")} frs`,
  },
  XAF: {
    "45.000F": (text) => `${text.replaceAll(",", ".")}F`,
    "45 000 FCFA": (text) => `${text.replaceAll(",", " ")} FCFA`,
    "45000frs": (_, n) => `${n}frs`,
  },
};

/** Without its sign an amount is read in the money of the seller's country. */
function isAtHome(currency: string, country: string | null): boolean {
  return country !== null && (/^XOF|XAF$/.test(currency) || currency.startsWith(country));
}

function grouped(value: number): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
}

/** The caption with its price written another way; only a price that stands plainly is touched. */
function respell(
  name: string,
  write: (value: number, currency: string, country: string | null) => string | undefined,
): Variation {
  return {
    name: `amount as ${name}`,
    vary({ caption, expected, seller_country }, { price }) {
      if (
        price === null ||
        price.span === null ||
        expected.price === null ||
        expected.currency === null
      )
        return;
      if (price.value !== expected.price) return;
      const { start, end } = price.span;
      const written = caption.slice(start, end);
      const around = caption.slice(Math.max(0, start - 2), start) + caption.slice(end, end + 2);
      const isPlain =
        PLAIN_AMOUNT.test(written) && !/[\d\p{L}/.,@#$*~-]/u.test(around.replaceAll(" ", ""));
      const isCoined =
        /^[\p{L}₦₵$.]{1,5}\s?[\d.,]+k?$/iu.test(written) && !/[\d/@#*~-]/u.test(around);
      if (!isPlain && !isCoined) return;
      const spelt = write(expected.price, expected.currency, seller_country);
      return spelt === undefined ? undefined : caption.slice(0, start) + spelt + caption.slice(end);
    },
  };
}

const thousands = Object.entries(THOUSANDS).map(([name, write]) =>
  respell(name, (value, currency, country) =>
    value % 1000 === 0 && SHORTENED.has(currency) && isAtHome(currency, country)
      ? write(value / 1000)
      : undefined,
  ),
);

const coined = Object.entries(COINED).flatMap(([code, ways]) =>
  Object.entries(ways).map(([name, write]) =>
    respell(`${code} ${name}`, (value, currency, country) =>
      currency === code && isAtHome(currency, country) && Number.isInteger(value)
        ? write(grouped(value), value)
        : undefined,
    ),
  ),
);

const said: Record<string, string> = {
  UGX: "ku, going for, at only, yours at, price:, @, now only, asking price",
  KES: "kwa, bei ni, going for, at just, price -, bei:, @, retailing at, inaenda",
  TZS: "bei ni, kwa, inauzwa, bei:, bei =, kwa bei ya, ni",
  RWF: "igiciro ni, igura, ku, price:, prix:",
  NGN: "going for, price:, e be, at just, goes for, for just, selling at",
  XOF: "prix :, à, à seulement, au prix de, prix unitaire",
};

const cued = Object.entries(said).flatMap(([code, words]) =>
  words
    .split(", ")
    .map((cue) =>
      respell(`${cue} 45,000 (${code})`, (value, currency, country) =>
        currency === code && isAtHome(currency, country) && WHOLE.has(code) && value >= 500
          ? `${cue} ${grouped(value)}`
          : undefined,
      ),
    ),
);

/** Only sizes written as a plain range of two numbers are respelt. */
const SIZES = /\b(?:sizes?|sz)[ :]{0,2}(\d{2})\s?-\s?(\d{2})\b/i;
const SIZE_FORMS = [
  "siz$1to$2",
  "sz:$1-$2",
  "size $1 - $2",
  "sizes from $1 to $2",
  "saizi $1 mpaka $2",
  "saizi $1 hadi $2",
  "size $1 had $2",
  "sayizi $1 okutuuka ku $2",
  "pointure $1 à $2",
  "taille $1 au $2",
  "Size:$1-$2",
  "SIZE ➡ $1-$2",
  "size $1 upto $2",
  "size range $1–$2",
  "size($1-$2)",
  "numero $1 kugeza $2",
  "sizes $1/$2 range $1-$2",
];

const sizes: Variation[] = SIZE_FORMS.map((form) => ({
  name: `sizes as ${form}`,
  vary: ({ caption }) => (SIZES.test(caption) ? caption.replace(SIZES, form) : undefined),
}));

/** The same price, sizes and words, spelt as other sellers spell them. */
export const SPELLINGS: readonly Variation[] = [...thousands, ...coined, ...cued, ...sizes];
