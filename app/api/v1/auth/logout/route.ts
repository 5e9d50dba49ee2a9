import { accountPorts } from "#lib/doors/account-ports.ts";
import { logoutRoute } from "#lib/doors/tokens-api.ts";

export const maxDuration = 30;

export const POST = logoutRoute(accountPorts);
