/** ISO 4217 currencies whose minor unit is not a hundredth. */
const EXPONENTS: Record<string, number> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

const CURRENCY_CODE = /^[A-Z]{3}$/;

/** An amount in integer minor units of an ISO 4217 currency. */
export type Money = { minor: number; currency: string };

export function currencyExponent(currency: string): number {
  return EXPONENTS[currency] ?? 2;
}

/** `55000` UGX and `12.5` USD become `55000` and `1250`. Throws on an amount that is no price. */
export function toMinor(major: number, currency: string): number {
  if (!CURRENCY_CODE.test(currency)) throw new RangeError(`not an ISO 4217 code: ${currency}`);
  const minor = Math.round(major * 10 ** currencyExponent(currency));
  if (!Number.isSafeInteger(minor) || minor < 0) throw new RangeError("not an amount of money");
  return minor;
}

export function toMajor({ minor, currency }: Money): number {
  return minor / 10 ** currencyExponent(currency);
}

/** `USh 55,000` as a person of the seller's country would write it; no decimals when they are zero. */
export function formatMoney(money: Money, locale = "en"): string {
  const major = toMajor(money);
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: money.currency,
    currencyDisplay: "code",
    minimumFractionDigits: Number.isInteger(major) ? 0 : currencyExponent(money.currency),
    maximumFractionDigits: currencyExponent(money.currency),
  }).format(major);
}
