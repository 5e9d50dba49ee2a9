import { AppError } from "../../errors.ts";
import { pointerTo } from "../../events/event-problems.ts";
import type { ExternalEvent } from "../../events/external-events.ts";

/** INVALID that points at one field of an event's payload, as it stands in the body that was sent. */
export function wrongField(
  { metadata }: ExternalEvent,
  { path, message }: { path: string; message: string },
): AppError {
  const field = pointerTo(["payload", path], metadata.original?.form ?? "envelope");
  return new AppError("INVALID", `${field}: ${message}`, { fields: [{ field, message }] });
}
