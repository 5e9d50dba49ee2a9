const HANDLE = /^[a-z0-9._-]{2,64}$/;

/** A TikTok handle in the one form that is stored: lower case, no `@`, no spaces around it. */
export function normalizeHandle(given: string): string {
  return given.trim().replace(/^@/, "").toLowerCase();
}

/** The normalised handle, or undefined where no seller can have it. */
export function parseHandle(given: string): string | undefined {
  const handle = normalizeHandle(given);
  return HANDLE.test(handle) ? handle : undefined;
}
