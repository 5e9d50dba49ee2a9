import { POLICY, type Principal, principalOf, type RoutePath } from "../accounts/policy.ts";
import type { Session } from "../accounts/session.ts";
import type { Clock } from "../clock.ts";
import { assertNever } from "../errors.ts";
import { type AccountPorts, findRequestSession, hasBearer } from "./account-door.ts";
import { guardAdmin, holdsToken } from "./admin-door.ts";
import { isFromOwnOrigin } from "./own-origin.ts";

export type Admission =
  /** `cookies` prolong her session: the answer should carry them as Set-Cookie. */
  | { kind: "admitted"; session: Session | null; cookies: string[] }
  | { kind: "refused"; response: Response };

export type AdmitPorts = Pick<AccountPorts, "db" | "clock" | "identity" | "origin"> & {
  operatorToken: string | null;
  clock: Clock;
};

const PRIVATE = { "cache-control": "private, no-store", "x-robots-tag": "noindex" };
const SIGN_IN = "/sign-in";
const SIGN_UP = "/signup";

/**
 * Lets in whom the policy table names for this route and method. A page sends who is not signed in to
 * the sign-in, the API answers 401 and 403 as problem JSON. Machines prove themselves at their doors.
 */
export async function admitTo(
  request: Request,
  { route, ports }: { route: RoutePath; ports: AdmitPorts },
): Promise<Admission> {
  const principal = principalOf(route, request.method);
  switch (principal) {
    case undefined:
      return refuse(new Response(null, { status: 405, headers: { allow: allowOf(route) } }));
    case "account":
    case "seller":
      return admitAccount(request, { principal, ports });
    case "operator":
      return admitOperator(request, ports);
    case "public":
    case "cron":
    case "queue":
    case "webhook":
    case "api_key":
      return { kind: "admitted", session: null, cookies: [] };
    default:
      return assertNever(principal);
  }
}

type Account = { principal: Principal & ("account" | "seller"); ports: AdmitPorts };

async function admitAccount(request: Request, { principal, ports }: Account): Promise<Admission> {
  const { headers } = request;
  const path = new URL(request.url).pathname;
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (!isRead && !hasBearer(headers) && !isFromOwnOrigin(headers, ports.origin))
    return refuse(answer(403, { path, text: "This was not sent from one of our own pages." }));
  const found = await findRequestSession({ headers, renew: isRead }, ports);
  if (found === null) {
    if (isApi(path)) return refuse(answer(401, { path, text: "You are not signed in." }));
    const next = isRead ? `?next=${encodeURIComponent(path)}` : "";
    return refuse(goTo(`${ports.origin}${SIGN_IN}${next}`));
  }
  if (principal === "seller" && found.session.sellerId === null) {
    if (isApi(path)) return refuse(answer(403, { path, text: "This account has no shop yet." }));
    return refuse(goTo(`${ports.origin}${SIGN_UP}`));
  }
  return { kind: "admitted", ...found };
}

/** An operator's account or the session of the operator's token; nobody where no token is set. */
export async function admitOperator(request: Request, ports: AdmitPorts): Promise<Admission> {
  const { operatorToken, clock, origin } = ports;
  const path = new URL(request.url).pathname;
  const session = await findOperator(request.headers, ports);
  if (request.method === "GET" || request.method === "HEAD") {
    const response = session === null ? guardAdmin(request, ports) : undefined;
    if (response !== undefined) return refuse(response);
  } else {
    if (operatorToken === null) return refuse(new Response(null, { status: 404 }));
    if (session === null && !holdsToken(request, { operatorToken, clock }))
      return refuse(answer(401, { path, text: "You are not signed in, or no longer." }));
    if (!hasBearer(request.headers) && !isFromOwnOrigin(request.headers, origin))
      return refuse(answer(403, { path, text: "This was not sent from one of our own pages." }));
  }
  return { kind: "admitted", session, cookies: [] };
}

/** The session of an operator's account; null for everybody else, also where nobody may operate. */
export async function findOperator(
  headers: Headers,
  ports: Omit<AdmitPorts, "origin">,
): Promise<Session | null> {
  if (ports.operatorToken === null) return null;
  const found = await findRequestSession({ headers, renew: false }, ports);
  return found?.session.role === "operator" ? found.session : null;
}

const isApi = (path: string) => path.startsWith("/api/");
const refuse = (response: Response): Admission => ({ kind: "refused", response });

function goTo(location: string): Response {
  return new Response(null, { status: 303, headers: { ...PRIVATE, location } });
}

function answer(status: 401 | 403, { path, text }: { path: string; text: string }): Response {
  if (!isApi(path))
    return new Response(text, {
      status,
      headers: { ...PRIVATE, "content-type": "text/plain; charset=utf-8" },
    });
  const title = status === 401 ? "Not signed in" : "Not allowed";
  const body = { type: "about:blank", title, status, detail: text, instance: path };
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...PRIVATE, "content-type": "application/problem+json" },
  });
}

function allowOf(route: RoutePath): string {
  return Object.keys(POLICY[route]).join(", ");
}
