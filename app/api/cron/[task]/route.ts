import { cronDoorConfig } from "#lib/doors/composition.ts";
import { openCronDoor } from "#lib/doors/cron-door.ts";
import { logRegistry } from "#workers/registry.ts";

export const maxDuration = 300;

type Context = { params: Promise<{ task: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  return openCronDoor(request, { ...(await params), ...cronDoorConfig(logRegistry) });
}

export const POST = GET;
