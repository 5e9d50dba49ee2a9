import type { DeadLetterFields } from "#lib/doors/admin-dead-letters.ts";
import { ADMIN_HOME } from "#lib/doors/admin-door.ts";

/** The list as these fields show it. */
export function listAddress(fields: DeadLetterFields): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value) query.set(name, value);
  return `${ADMIN_HOME}?${query}`;
}
