/** Words and signs that name one currency, whatever the country. */
export const currencyWords: Record<string, string> = {
  UGX: "ugx ush ushs ugsh ugshs ush. ugs",
  KES: "kes ksh kshs kesh keshs bob ksh. kshsh",
  TZS: "tzs tsh tshs tzsh tsch",
  RWF: "rwf frw rfw frws",
  NGN: "ngn naira ₦ nairas",
  GHS: "ghs ghc gh cedi cedis ₵ ghȼ gh₵ ghcedis ghcedi",
  ZAR: "zar rand rands randela",
  ETB: "etb birr br ብር birrs qarshii",
  XOF: "xof",
  XAF: "xaf",
  CDF: "cdf fc",
  ZMW: "zmw zmk",
  MWK: "mwk mk",
  BIF: "bif fbu",
  GNF: "gnf fg",
  MGA: "mga ariary",
  SSP: "ssp",
  SOS: "sos",
  SDG: "sdg",
  MZN: "mzn metical meticais mts mzm",
  AOA: "aoa kwanza kwanzas kz",
  BWP: "bwp pula",
  NAD: "nad",
  SZL: "szl emalangeni",
  LSL: "lsl maloti",
  SLE: "sle sll leones",
  GMD: "gmd dalasi dalasis",
  LRD: "lrd",
  EGP: "egp جنيه ج.م",
  MAD: "mad درهم مغربي",
  DZD: "dzd",
  TND: "tnd",
  LYD: "lyd",
  INR: "inr ₹ rupaye rupay",
  PKR: "pkr",
  LKR: "lkr slr",
  NPR: "npr",
  BDT: "bdt ৳ taka tk",
  PHP: "php ₱ piso phps",
  IDR: "idr rp rupiah",
  MYR: "myr rm ringgit",
  SGD: "sgd",
  THB: "thb ฿ baht",
  VND: "vnd ₫",
  JPY: "jpy ¥ yen",
  CNY: "cny rmb yuan",
  KRW: "krw ₩",
  AED: "aed dhs dirham dirhams درهم dhm dhms",
  SAR: "sar ريال riyal riyals",
  QAR: "qar",
  KWD: "kwd",
  OMR: "omr",
  BHD: "bhd",
  TRY: "₺ lira",
  GBP: "gbp £ quid stg",
  EUR: "eur € euro euros",
  USD: "usd $ dollar dollars usdt bucks dola dolla",
  CAD: "cad",
  AUD: "aud",
  NZD: "nzd",
  BRL: "brl reais",
  MXN: "mxn",
  JMD: "jmd",
  GYD: "gyd",
};

/** Short money words that are everyday words elsewhere, by the countries that pay with them. */
export const homeMoneyWords: Record<string, string> = {
  "MY SG": "rm",
  "KE UG TZ": "bob",
  "ET ER": "br",
  MW: "mk",
  BD: "tk",
  AO: "kz",
  GN: "fg",
  GH: "gh",
  MZ: "mts",
  CD: "fc",
  TR: "lira",
  AE: "dhs dhm dhms",
};

/** Words that name a currency only together with the seller's country. */
export const sharedCurrencyWords = {
  shilling:
    "sh shs shilling shillings shilingi shillingi siringi silingi siliingi ssilingi shiling shilings sh. /= /- =/",
  franc: "f fcfa cfa franc francs frs fr amafaranga faranga fracs",
  rupee: "rs rupee rupees rupiya",
  kwacha: "kwacha kwachas",
  pound: "pound pounds",
  peso: "peso pesos",
} as const;

export type SharedMarker = keyof typeof sharedCurrencyWords;

/** ISO 3166-1 alpha-2 to ISO 4217, two words per entry. */
const countryPairs = `UG UGX, KE KES, TZ TZS, RW RWF, NG NGN, GH GHS, ZA ZAR, ET ETB, CI XOF, SN XOF, ML XOF,
BF XOF, BJ XOF, TG XOF, NE XOF, GW XOF, CM XAF, GA XAF, CG XAF, TD XAF, GQ XAF, CF XAF,
CD CDF, ZM ZMW, MW MWK, ZW USD, IN INR, PH PHP, ID IDR, US USD, GB GBP, FR EUR, DE EUR,
IE EUR, BE EUR, NL EUR, ES EUR, IT EUR, PT EUR, AT EUR, FI EUR, GR EUR, PK PKR, AE AED,
LK LKR, NP NPR, BD BDT, BI BIF, SS SSP, SO SOS, SD SDG, MZ MZN, AO AOA, BW BWP, NA NAD,
SZ SZL, LS LSL, SL SLE, GM GMD, LR LRD, GN GNF, MG MGA, EG EGP, MA MAD, DZ DZD, TN TND,
LY LYD, MU MUR, SC SCR, DJ DJF, KM KMF, MY MYR, SG SGD, TH THB, VN VND, JP JPY, CN CNY,
KR KRW, SA SAR, QA QAR, KW KWD, OM OMR, BH BHD, TR TRY, CA CAD, AU AUD, NZ NZD, BR BRL,
MX MXN, JM JMD, GY GYD`;

export const countryCurrency: Record<string, string> = Object.fromEntries(
  countryPairs.split(/,\s*/).map((pair) => pair.split(" ")),
);

/** Which countries can mean their own currency by the shared word. */
export const sharedMarkerCurrencies: Record<SharedMarker, readonly string[]> = {
  shilling: ["UGX", "KES", "TZS", "SOS"],
  franc: ["XOF", "XAF", "RWF", "BIF", "CDF", "GNF", "DJF", "KMF"],
  rupee: ["INR", "PKR", "LKR", "NPR", "MUR", "SCR"],
  kwacha: ["ZMW", "MWK"],
  pound: ["GBP", "EGP", "SSP", "SDG"],
  peso: ["PHP", "MXN"],
};

/** What a shared word means when the country has no currency of that name. */
export const sharedMarkerFallback: Record<SharedMarker, string | null> = {
  shilling: null,
  franc: null,
  rupee: null,
  kwacha: null,
  pound: "GBP",
  peso: "PHP",
};

/** Single letters written right before the digits, by country: R350, N12,500, K350, P350. */
export const letterPrefixes: Record<
  string,
  { currency: string; countries: readonly string[] | "any" }
> = {
  r: { currency: "ZAR", countries: "any" },
  n: { currency: "NGN", countries: "any" },
  k: { currency: "ZMW", countries: ["ZM"] },
  p: { currency: "PHP", countries: ["PH"] },
  e: { currency: "SZL", countries: ["SZ"] },
  m: { currency: "LSL", countries: ["LS"] },
  d: { currency: "GMD", countries: ["GM"] },
};

/** Two-letter dollar families: the letter before the sign decides. */
export const dollarPrefixes: Record<string, string> = {
  us: "USD",
  n: "NAD",
  s: "SGD",
  c: "CAD",
  ca: "CAD",
  a: "AUD",
  au: "AUD",
  nz: "NZD",
  j: "JMD",
  l: "LRD",
  r: "BRL",
  gy: "GYD",
};
