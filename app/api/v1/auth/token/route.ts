import { accountPorts } from "#lib/doors/account-ports.ts";
import { tokenRoute } from "#lib/doors/tokens-api.ts";

export const maxDuration = 30;

export const POST = tokenRoute(accountPorts);
