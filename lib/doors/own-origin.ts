import { AppError } from "../errors.ts";

/**
 * Whether a page of our own sent this. A browser names the origin of the page behind every POST, and
 * `null` for a page that hides it; a cookie alone proves nothing.
 */
export function isFromOwnOrigin(headers: Headers, origin: string): boolean {
  return headers.get("origin") === origin;
}

/** Throws FORBIDDEN for what another site's page, or no page at all, has sent. */
export function requireOwnOrigin(headers: Headers, origin: string): void {
  if (!isFromOwnOrigin(headers, origin))
    throw new AppError("FORBIDDEN", "This was not sent from one of our own pages.");
}
