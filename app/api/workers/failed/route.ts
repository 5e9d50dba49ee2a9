import { failureDoorConfig } from "#lib/doors/composition.ts";
import { openFailureDoor } from "#lib/doors/failure-door.ts";

export const maxDuration = 30;

export function POST(request: Request): Promise<Response> {
  return openFailureDoor(request, failureDoorConfig());
}
