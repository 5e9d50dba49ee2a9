import { preflight } from "#lib/doors/api-door.ts";
import { apiPorts } from "#lib/doors/api-ports.ts";
import { schemaRoute } from "#lib/doors/events-api.ts";

export const GET = schemaRoute(apiPorts);
export const OPTIONS = preflight;
