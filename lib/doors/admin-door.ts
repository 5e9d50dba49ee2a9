import type { Clock } from "../clock.ts";
import { AppError, describeError } from "../errors.ts";
import type { Log } from "../log.ts";
import { createSession, isSession, SESSION_COOKIE, sessionCookie } from "./admin-session.ts";
import { readBody } from "./read-body.ts";
import { secretsMatch } from "./secrets.ts";
import type { SignInAttempts } from "./sign-in-attempts.ts";

const MAX_FORM_BYTES = 64 * 1024;
export const ADMIN_HOME = "/admin/dead-letters";

export type AdminDoorConfig = {
  origin: string;
  /** Null where nobody may operate: the pages are not there then. */
  operatorToken: string | null;
  /** Whether an account of its own makes somebody an operator, without the token. */
  isOperator?: (headers: Headers) => Promise<boolean>;
  clock: Clock;
  log: Log;
};

const PRIVATE = { "cache-control": "private, no-store", "x-robots-tag": "noindex" };
const SIGN_IN = "/admin/sign-in";

/**
 * Stands before every page below /admin, where the status of the answer can still be chosen: what to
 * answer a stranger with; undefined for whom the page may see. Forms have their own door.
 */
export function guardAdmin(
  request: Request,
  { origin, operatorToken, clock }: Omit<AdminDoorConfig, "log">,
): Response | undefined {
  if (operatorToken === null) return message(404, "There is nothing here.");
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (!isRead || new URL(request.url).pathname === SIGN_IN) return undefined;
  if (holdsToken(request, { operatorToken, clock })) return undefined;
  return new Response(null, {
    status: 307,
    headers: { ...PRIVATE, location: `${origin}${SIGN_IN}` },
  });
}

/** Whether a request comes with the session of somebody who knew the operator's token. */
export function holdsToken(
  request: Request,
  { operatorToken, clock }: { operatorToken: string; clock: Clock },
): boolean {
  return isSession(cookieOf(request, SESSION_COOKIE), { operatorToken, now: clock() });
}

/** Does what a form asks for and answers the path, below /admin, of the page to show next. */
export type AdminAction = (form: URLSearchParams) => Promise<string>;

/** The only way in for what an operator changes: own origin, signed session, then the action, then a page. */
export async function openAdminDoor(
  request: Request,
  { config, act }: { config: AdminDoorConfig; act: AdminAction },
): Promise<Response> {
  return answerForm(request, config, async (form, operatorToken) => {
    const isToken = holdsToken(request, { operatorToken, clock: config.clock });
    if (!isToken && (await config.isOperator?.(request.headers)) !== true)
      throw new AppError("UNAUTHORIZED", "You are not signed in, or no longer.");
    return goTo(await act(form));
  });
}

export type SignInConfig = AdminDoorConfig & {
  attempts: SignInAttempts;
  wait: (ms: number) => Promise<void>;
};

const WRONG_TOKEN_WAIT_MS = 500;

/** Gives a session to who knows the operator's token. */
export async function openSignInDoor(request: Request, config: SignInConfig): Promise<Response> {
  return answerForm(request, config, async (form, operatorToken) => {
    const { attempts, clock, log } = config;
    const address = addressOf(request);
    if (attempts.areSpent(address))
      throw new AppError("TOO_MANY_REQUESTS", "Too many wrong tokens. Wait five minutes.");
    if (!secretsMatch(form.get("token"), operatorToken)) {
      attempts.noteFailure(address);
      log.warn("admin.sign_in_refused");
      await config.wait(WRONG_TOKEN_WAIT_MS);
      throw new AppError("UNAUTHORIZED", "That is not the operator’s token.");
    }
    log.info("admin.signed_in");
    return goTo(ADMIN_HOME, sessionCookie(createSession(operatorToken, clock()), secureOf(config)));
  });
}

export async function openSignOutDoor(
  request: Request,
  config: AdminDoorConfig,
): Promise<Response> {
  return answerForm(request, config, () =>
    Promise.resolve(goTo(SIGN_IN, sessionCookie(null, secureOf(config)))),
  );
}

async function answerForm(
  request: Request,
  config: AdminDoorConfig,
  answer: (form: URLSearchParams, operatorToken: string) => Promise<Response>,
): Promise<Response> {
  try {
    if (config.operatorToken === null) throw new AppError("NOT_FOUND", "There is nothing here.");
    // A browser names the origin of the page behind every POST; no other page may act as the operator.
    if (request.headers.get("origin") !== config.origin)
      throw new AppError("FORBIDDEN", "This was not sent from the operator’s own pages.");
    const form = new URLSearchParams(await readBody(request, MAX_FORM_BYTES));
    return await answer(form, config.operatorToken);
  } catch (error) {
    const known = error instanceof AppError ? error : undefined;
    const status = known?.status ?? 500;
    config.log.warn("admin.refused", { status, error: describeError(error) });
    return message(status, known?.message ?? "That did not work. The log says why.");
  }
}

function goTo(path: string, cookie?: string): Response {
  // A form's own field says where to go on to, so it must not lead off the operator's pages.
  const location = path.startsWith("/admin/") ? path : ADMIN_HOME;
  const headers = new Headers({ ...PRIVATE, location });
  if (cookie !== undefined) headers.set("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}

/** One of this file's own sentences as a page; nothing that was sent stands in it. */
function message(status: number, text: string): Response {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${status}</title>
<style>:root{color-scheme:light dark}body{font:16px/1.45 system-ui,sans-serif;max-width:34rem;margin:18vh auto 0;padding:0 20px}a{display:inline-block;padding:10px 0;color:inherit}</style>
<h1>That did not work</h1><p>${text}</p>${status === 404 ? "" : `<a href="${SIGN_IN}">Sign in</a>`}</html>`;
  return new Response(html, {
    status,
    headers: { ...PRIVATE, "content-type": "text/html; charset=utf-8" },
  });
}

function cookieOf(request: Request, name: string): string | undefined {
  const cookies = (request.headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  return cookies.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

const secureOf = ({ origin }: AdminDoorConfig) => ({ secure: origin.startsWith("https:") });

/** The platform sets the header; where none is set, all share one count. */
function addressOf(request: Request): string {
  return (request.headers.get("x-forwarded-for") ?? "").split(",")[0]?.trim().slice(0, 64) ?? "";
}
