import { apiPorts } from "#lib/doors/api-ports.ts";
import { healthRoute } from "#lib/doors/status-api.ts";

export const GET = healthRoute(apiPorts);
