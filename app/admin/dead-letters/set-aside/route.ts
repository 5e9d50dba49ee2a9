import { setAsideAction } from "#lib/doors/admin-dead-letters.ts";
import { openAdminDoor } from "#lib/doors/admin-door.ts";
import { adminDoorConfig, redrivePorts } from "#lib/doors/admin-ports.ts";

export const maxDuration = 10;

export function POST(request: Request): Promise<Response> {
  return openAdminDoor(request, { config: adminDoorConfig(), act: setAsideAction(redrivePorts()) });
}
