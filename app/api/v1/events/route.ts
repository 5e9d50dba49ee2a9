import { eventDoorPorts } from "#lib/doors/composition.ts";
import { eventRoute, otherMethodRoute } from "#lib/doors/event-door.ts";

export const maxDuration = 120;

export const POST = eventRoute(eventDoorPorts);

const otherMethod = otherMethodRoute(eventDoorPorts);
export const GET = otherMethod;
export const PUT = otherMethod;
export const PATCH = otherMethod;
export const DELETE = otherMethod;
