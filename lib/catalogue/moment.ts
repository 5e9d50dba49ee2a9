const EARLIEST_MS = Date.UTC(1970, 0, 1);
const END_MS = Date.UTC(2100, 0, 1);

/** Whether an ISO 8601 time is one to ask about, from the epoch on; years near 0 no database takes. */
export function isMoment(text: string): boolean {
  const ms = Date.parse(text);
  return ms >= EARLIEST_MS && ms < END_MS;
}
