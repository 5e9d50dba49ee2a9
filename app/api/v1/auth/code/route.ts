import { accountPorts } from "#lib/doors/account-ports.ts";
import { codeRoute } from "#lib/doors/tokens-api.ts";

export const maxDuration = 30;

export const POST = codeRoute(accountPorts);
