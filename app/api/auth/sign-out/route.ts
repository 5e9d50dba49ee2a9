import { accountPorts } from "#lib/doors/account-ports.ts";
import { openLeavingDoor } from "#lib/doors/leaving-door.ts";

export const maxDuration = 10;

export function POST(request: Request): Promise<Response> {
  return openLeavingDoor(request, accountPorts());
}
