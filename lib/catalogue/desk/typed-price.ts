import { currencyExponent } from "#lib/money.ts";

const MAX_LENGTH = 40;
const MAX_MAJOR = 1_000_000_000_000;
const THOUSANDS = 1_000;
const FORM = /^(\d[\d.,' ]*?)\s?(k)?$/i;

export type PriceProblem = "unreadable" | "too_high" | "decimals";
export type TypedPrice = { minor: number } | { problem: PriceProblem };

/**
 * A price in major units as a person types it, in any of the ways to group digits: `55000`, `55,000`,
 * `55.000`, `55k`, `12.50`. A last group of three digits is thousands, one of one or two is decimals.
 */
export function readTypedPrice(typed: string | number, currency: string): TypedPrice {
  const major = typeof typed === "number" ? typed : majorIn(typed, currency);
  if (major === undefined || !Number.isFinite(major) || major < 0) return { problem: "unreadable" };
  if (major > MAX_MAJOR) return { problem: "too_high" };
  const minor = major * 10 ** currencyExponent(currency);
  const rounded = Math.round(minor);
  if (!Number.isSafeInteger(rounded)) return { problem: "too_high" };
  // Binary fractions are off by far less than this.
  if (Math.abs(minor - rounded) > 1e-3) return { problem: "decimals" };
  return { minor: rounded };
}

function majorIn(typed: string, currency: string): number | undefined {
  if (typed.length > MAX_LENGTH) return undefined;
  const text = typed.normalize("NFKC").replaceAll(/[’]/g, "'").replace(currency, "").trim();
  const [, digits, k] = FORM.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const groups = digits.trim().split(/[.,' ]/);
  const last = groups.at(-1) ?? "";
  const isDecimal = groups.length > 1 && last.length <= 2;
  const whole = isDecimal ? groups.slice(0, -1) : groups;
  const isGrouped = whole.every((group, at) => (at === 0 ? /^\d+$/ : /^\d{3}$/).test(group));
  const startsGrouped = whole.length === 1 || (whole[0] ?? "").length <= 3;
  if (!isGrouped || !startsGrouped || (isDecimal && !/^\d{1,2}$/.test(last))) return undefined;
  const major = Number(whole.join("") + (isDecimal ? `.${last}` : ""));
  return k === undefined ? major : Math.round(major * THOUSANDS * 100) / 100;
}
