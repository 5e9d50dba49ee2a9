import * as z from "zod";

const semver = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/;

/** Who caused an event at the edge; personal data, so never logged. */
export const requestInfo = z.object({
  userAgent: z.string().optional(),
  ipAddress: z.string().optional(),
  requestId: z.string().optional(),
});

/** The envelope that every event carries, whatever its type. */
export const eventMetadata = z.object({
  eventId: z.uuid(),
  eventType: z.string().min(1),
  eventVersion: z.string().regex(semver),
  timestamp: z.iso.datetime({ offset: true }),
  source: z.string().min(1),
  correlationId: z.uuid(),
  causationId: z.uuid().optional(),
  userId: z.uuid().optional(),
  sessionId: z.uuid().optional(),
  request: requestInfo.optional(),
});

export type EventMetadata = z.infer<typeof eventMetadata>;
