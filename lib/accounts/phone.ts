import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";
import type { TypedPhone } from "./sign-in.ts";

const MAX_LENGTH = 40;
/** Numbers with the same beginning are sold as a block, and asked for as one by who is paid per message. */
const RANGE_DIGITS = 4;

export type Phone = {
  /** E.164. */
  number: string;
  /** Of the country or countries that share it, such as `256`. */
  callingCode: string;
  /** The number without its last four digits. */
  range: string;
};

/** Reads a number in any spelling; a national form is one of the given country. */
export function findPhone({ phone, country }: TypedPhone): Phone | undefined {
  if (phone.length > MAX_LENGTH) return undefined;
  const upper = country?.toUpperCase() ?? "";
  const home = isSupportedCountry(upper) ? upper : undefined;
  // In much of Africa the way out of the country is 000, yet people write 00; others leave out both.
  const spellings = [phone, phone.trim().replace(/^(?:00)?(?=[1-9])/, "+")];
  for (const spelling of spellings) {
    const parsed = parsePhoneNumberFromString(spelling, home);
    if (parsed?.isValid() !== true || parsed.ext !== undefined) continue;
    const { number, countryCallingCode } = parsed;
    return { number, callingCode: countryCallingCode, range: number.slice(0, -RANGE_DIGITS) };
  }
  return undefined;
}
