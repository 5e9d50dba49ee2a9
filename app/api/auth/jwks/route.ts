import { accountPorts } from "#lib/doors/account-ports.ts";
import { keysRoute } from "#lib/doors/tokens-api.ts";

export const maxDuration = 10;

export const GET = keysRoute(accountPorts);
