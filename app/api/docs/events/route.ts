import { preflight } from "#lib/doors/api-door.ts";
import { apiPorts } from "#lib/doors/api-ports.ts";
import { eventsDocsRoute } from "#lib/doors/events-api.ts";

export const GET = eventsDocsRoute(apiPorts);
export const OPTIONS = preflight;
