import { preflight } from "#lib/doors/api-door.ts";
import { apiPorts } from "#lib/doors/api-ports.ts";
import { schemasRoute } from "#lib/doors/events-api.ts";

export const GET = schemasRoute(apiPorts);
export const OPTIONS = preflight;
