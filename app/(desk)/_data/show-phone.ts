import { parsePhoneNumberFromString } from "libphonenumber-js";

/** A number in E.164 with the gaps that make it readable. */
export function showPhone(phone: string): string {
  return parsePhoneNumberFromString(phone)?.formatInternational() ?? phone;
}
