import { AppError, describeError } from "../errors.ts";
import type { Log } from "../log.ts";
import { readBody } from "./read-body.ts";

const MAX_BODY_BYTES = 8 * 1024;
const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;

/** Where an answered form leads to, and the cookies that go along. */
export type Way = { to: string; cookies?: readonly string[] };

type Place = { origin: string; log: Log };

/**
 * Answers a plain form's POST with a 303, so that a reload sends nothing twice. A failure that has no
 * page of its own is a status with nothing behind it.
 */
export async function answerForm(
  request: Request,
  { origin, log }: Place,
  handle: (form: URLSearchParams) => Promise<Way>,
): Promise<Response> {
  try {
    const { to, cookies = [] } = await handle(await readForm(request));
    return seeOther(`${origin}${to}`, cookies);
  } catch (error) {
    const status = error instanceof AppError ? error.status : 500;
    const fields = { path: new URL(request.url).pathname, status, error: describeError(error) };
    if (status >= 500) log.error("desk.form_failed", fields);
    else log.warn("desk.form_refused", fields);
    if (status >= 500) throw error;
    const text = error instanceof AppError ? error.message : "";
    return new Response(text, { status, headers: { "cache-control": "private, no-store" } });
  }
}

async function readForm(request: Request): Promise<URLSearchParams> {
  if (!FORM_TYPE.test((request.headers.get("content-type") ?? "").trim()))
    throw new AppError("UNSUPPORTED_MEDIA_TYPE", "Send a form.");
  return new URLSearchParams(await readBody(request, MAX_BODY_BYTES));
}

export function seeOther(location: string, cookies: readonly string[]): Response {
  const headers = new Headers({ "cache-control": "private, no-store", location });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}
