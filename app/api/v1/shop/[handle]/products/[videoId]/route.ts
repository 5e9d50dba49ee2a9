import { preflight } from "#lib/doors/api-door.ts";
import { apiPorts } from "#lib/doors/api-ports.ts";
import { productRoute } from "#lib/doors/products-api.ts";

export const GET = productRoute(apiPorts);
export const OPTIONS = preflight;
