/**
 * Who a route is for. `account` is anybody signed in; `seller` is who has a shop as well; `operator`
 * may hold the operator's token instead of an account. The rest are machines, each with its own proof.
 */
export type Principal =
  "public" | "account" | "seller" | "operator" | "cron" | "queue" | "webhook" | "api_key";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";

/** HEAD is as GET. A method that is not here answers 405. */
export type Row = Readonly<Partial<Record<Method, Principal>>>;

/** Every page and route of the app, by its folder below `app` without groups: nothing else is there. */
export const POLICY = {
  "/admin": { GET: "operator" },
  "/admin/dead-letters": { GET: "operator" },
  "/admin/dead-letters/[id]": { GET: "operator" },
  "/admin/dead-letters/redrive": { POST: "operator" },
  "/admin/dead-letters/set-aside": { POST: "operator" },
  "/admin/session": { POST: "public" },
  "/admin/sign-in": { GET: "public" },
  "/admin/sign-out": { POST: "public" },
  "/api/auth/jwks": { GET: "public" },
  "/api/auth/sign-out": { POST: "public" },
  "/api/cron/[task]": { GET: "cron", POST: "cron" },
  "/api/desk/progress": { GET: "account" },
  "/api/docs/events": { GET: "public", OPTIONS: "public" },
  "/api/health": { GET: "public" },
  "/api/pusher/auth": { POST: "seller" },
  "/api/schemas": { GET: "public", OPTIONS: "public" },
  "/api/schemas/[type]/[version]": { GET: "public", OPTIONS: "public" },
  "/api/v1/auth/code": { POST: "public" },
  "/api/v1/auth/logout": { POST: "public" },
  "/api/v1/auth/refresh": { POST: "public" },
  "/api/v1/auth/token": { POST: "public" },
  "/api/v1/events": { POST: "api_key" },
  "/api/v1/shop/[handle]/products": { GET: "public", OPTIONS: "public" },
  "/api/v1/shop/[handle]/products/[videoId]": { GET: "public", OPTIONS: "public" },
  "/api/v1/websocket/stats": { GET: "public" },
  "/api/webhooks/apify": { POST: "webhook" },
  "/api/webhooks/whatsapp": { GET: "webhook", POST: "webhook" },
  "/api/workers/[consumer]": { POST: "queue" },
  "/api/workers/failed": { POST: "queue" },
  "/dashboard": { GET: "seller" },
  "/dashboard/attention": { GET: "seller", POST: "seller" },
  "/dashboard/products": { GET: "seller" },
  "/dashboard/products/[videoId]": { GET: "seller", POST: "seller" },
  "/front/[list]": { GET: "public" },
  "/language": { POST: "public" },
  "/shop/[handle]": { GET: "public" },
  "/shop/[handle]/[videoId]": { GET: "public" },
  "/shop/[handle]/older/[cursor]": { GET: "public" },
  "/sign-in": { GET: "public" },
  "/sign-in/code": { POST: "public" },
  "/sign-in/forget": { POST: "public" },
  "/sign-in/phone": { POST: "public" },
  "/signup": { GET: "public" },
  "/signup/code": { POST: "public" },
  "/signup/forget": { POST: "public" },
  "/signup/handle": { POST: "account" },
  "/signup/open": { POST: "account" },
  "/signup/phone": { POST: "public" },
  "/signup/proof": { POST: "account" },
} as const satisfies Record<string, Row>;

export type RoutePath = keyof typeof POLICY;

/** Who may call a method of a route; undefined for a method that it does not have. */
export function principalOf(route: RoutePath, method: string): Principal | undefined {
  const row: Row = POLICY[route];
  const asked = method === "HEAD" ? "GET" : method;
  return isMethod(asked, row) ? row[asked] : undefined;
}

function isMethod(method: string, row: Row): method is Method {
  return Object.hasOwn(row, method);
}

/** The route that a path leads to: of those that match, the one that names most of it. */
export function findRoute(path: string): RoutePath | undefined {
  const parts = path.split("/").filter((part) => part !== "");
  const matching = ROUTES.filter(({ pattern }) => matches(pattern, parts));
  return matching.toSorted((left, right) => left.open - right.open)[0]?.route;
}

const isOpen = (part: string) => part.startsWith("[");

// The keys of the table are its routes.
const ROUTES = (Object.keys(POLICY) as RoutePath[]).map((route) => {
  const pattern = route.split("/").slice(1);
  return { route, pattern, open: pattern.filter(isOpen).length };
});

function matches(pattern: readonly string[], parts: readonly string[]): boolean {
  if (pattern.length !== parts.length) return false;
  return pattern.every((part, index) => isOpen(part) || part === parts[index]);
}
