import { pushPorts } from "#lib/doors/api-ports.ts";
import { websocketStatsRoute } from "#lib/doors/status-api.ts";

export const GET = websocketStatsRoute(pushPorts);
