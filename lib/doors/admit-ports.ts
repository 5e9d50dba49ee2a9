import { findRoute, type RoutePath } from "../accounts/policy.ts";
import { getEnv } from "../env.ts";
import { accountPorts } from "./account-ports.ts";
import { type Admission, admitOperator, type AdmitPorts, admitTo } from "./admit.ts";

export const admitPorts = (): AdmitPorts => ({
  ...accountPorts(),
  operatorToken: getEnv().operatorToken,
});

/** Lets a request into a route, or says what to answer instead. The first line of a seller's route. */
export function admit(request: Request, route: RoutePath): Promise<Admission> {
  return admitTo(request, { route, ports: admitPorts() });
}

const ADMITTED: Admission = { kind: "admitted", session: null, cookies: [] };

/**
 * As `admit`, for what stands before all pages, where the status of an answer can still be chosen. A
 * path that no row names goes on to be not found, and a form goes on to its own door.
 */
export async function admitPage(request: Request): Promise<Admission> {
  if (request.method !== "GET" && request.method !== "HEAD") return ADMITTED;
  const path = new URL(request.url).pathname;
  // Also what is no page: nothing below it says to a stranger whether it is there.
  if (path === "/admin" || path.startsWith("/admin/")) return admitOperator(request, admitPorts());
  const route = findRoute(path);
  return route === undefined ? ADMITTED : admit(request, route);
}
