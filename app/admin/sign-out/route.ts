import { openSignOutDoor } from "#lib/doors/admin-door.ts";
import { adminDoorConfig } from "#lib/doors/admin-ports.ts";

export const maxDuration = 10;

export function POST(request: Request): Promise<Response> {
  return openSignOutDoor(request, adminDoorConfig());
}
