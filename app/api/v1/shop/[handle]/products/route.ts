import { preflight } from "#lib/doors/api-door.ts";
import { apiPorts } from "#lib/doors/api-ports.ts";
import { productsRoute } from "#lib/doors/products-api.ts";

export const GET = productsRoute(apiPorts);
export const OPTIONS = preflight;
