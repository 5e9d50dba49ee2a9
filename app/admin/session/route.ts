import { openSignInDoor } from "#lib/doors/admin-door.ts";
import { signInConfig } from "#lib/doors/admin-ports.ts";

export const maxDuration = 10;

export function POST(request: Request): Promise<Response> {
  return openSignInDoor(request, signInConfig());
}
