import { workerDoorConfig } from "#lib/doors/composition.ts";
import { openWorkerDoor } from "#lib/doors/worker-door.ts";
import { registry } from "#workers/registry.ts";

export const maxDuration = 120;

export async function POST(
  request: Request,
  { params }: { params: Promise<{ consumer: string }> },
): Promise<Response> {
  const { consumer } = await params;
  return openWorkerDoor(request, { consumerName: consumer, config: workerDoorConfig(registry) });
}
