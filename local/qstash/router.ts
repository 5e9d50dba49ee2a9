import type { LocalHandler, LocalRequest, LocalResponse } from "../http-service.ts";
import { matchPath, type Route } from "./api-request.ts";
import { RequestError } from "./request-error.ts";

export type RawRoute = {
  method: string;
  /** What the path begins with; the rest is a destination, taken as it is written. */
  prefix: string;
  handle: (request: LocalRequest) => LocalResponse;
};

type RouterOptions = {
  token: () => string;
  rawRoutes: RawRoute[];
  routes: Route[];
  renderPage: () => string;
  /** Resolves once what a request changed is kept. */
  settled: () => Promise<void>;
};

/** The whole API behind its token, with the page for people at `/`. */
export function createRouter(options: RouterOptions): LocalHandler {
  return async (request) => {
    try {
      if (request.path === "/") return page(request, options);
      assertAuthorized(request, options.token());
      const response = await route(request, options);
      if (request.method !== "GET") await options.settled();
      return response;
    } catch (error) {
      if (error instanceof RequestError) return refusal(error.status, error.message);
      return refusal(500, error instanceof Error ? error.message : String(error));
    }
  };
}

function route(
  request: LocalRequest,
  { rawRoutes, routes }: RouterOptions,
): LocalResponse | Promise<LocalResponse> {
  let pathIsKnown = false;
  for (const { method, path, handle } of routes) {
    const params = matchPath(path, request.path);
    if (params === undefined) continue;
    if (method === request.method) return handle({ ...request, params });
    pathIsKnown = true;
  }
  for (const { method, prefix, handle } of rawRoutes) {
    if (method === request.method && request.path.startsWith(prefix)) return handle(request);
  }
  if (pathIsKnown) return refusal(405, `${request.method} is not allowed here`);
  return refusal(404, `no such endpoint: ${request.method} ${request.path}`);
}

function assertAuthorized({ headers, query }: LocalRequest, token: string): void {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1];
  if (bearer === token || query.get("qstash_token") === token) return;
  throw new RequestError(401, "invalid token");
}

function page({ method }: LocalRequest, { renderPage }: RouterOptions): LocalResponse {
  if (method !== "GET") return refusal(405, `${method} is not allowed here`);
  const headers = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" };
  return { status: 200, headers, body: renderPage() };
}

function refusal(status: number, error: string): LocalResponse {
  return { status, body: { error } };
}
