import { randomUUID } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import * as z from "zod";
import type { Database, Queries } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import { type EventType, isEventType } from "../events/catalogue/catalogue.ts";
import type { Consumer } from "../events/routing.ts";
import { findSettledSeq, type LogSelection } from "../events/scan-log.ts";

const { replays } = schema;

/** `cursorSeq` is the last event that was given or skipped; `untilSeq` the last that will be. */
export type Replay = {
  id: string;
  consumer: string;
  selection: LogSelection;
  untilSeq: number;
  cursorSeq: number;
  handled: number;
  skipped: number;
};

export type NewReplay = {
  consumer: Consumer;
  selection: LogSelection;
  /** The words of the request: an unfinished replay of the same words is gone on with. */
  request: string;
};

/** The unfinished replay of this request, or a new one over all that the log holds now. */
export async function openReplay(db: Database, wanted: NewReplay): Promise<Replay> {
  const { consumer, selection, request } = wanted;
  const untilSeq = await findSettledSeq(db);
  await db.orm
    .insert(replays)
    .values({ id: randomUUID(), consumer, request, filter: selection, untilSeq })
    .onConflictDoNothing();
  const [row] = await db.orm
    .select()
    .from(replays)
    .where(and(eq(replays.request, request), isNull(replays.finishedAt)));
  if (row === undefined) throw new Error("The replay has just been finished elsewhere.");
  return { ...row, selection: storedSelection.parse(row.filter) };
}

const eventType = z.string().refine((type): type is EventType => isEventType(type));

/** What JSON made of a selection. */
const storedSelection = z.object({
  types: z.array(eventType).optional(),
  sellerId: z.string().optional(),
  videoId: z.string().optional(),
  correlationId: z.string().optional(),
  since: z.coerce.date().optional(),
  until: z.coerce.date().optional(),
});

export type Advance = { to: number; handled: number; skipped: number; isLast: boolean };

/** Another process has gone on with this replay. */
export class ReplayTakenError extends Error {
  override readonly name = "ReplayTakenError";
}

/** Moves the cursor on from where this process left it, and closes a replay that is through. */
export async function advanceReplay(
  db: Queries,
  { replay, advance }: { replay: Replay; advance: Advance },
): Promise<Replay> {
  const counted = {
    cursorSeq: advance.to,
    handled: replay.handled + advance.handled,
    skipped: replay.skipped + advance.skipped,
  };
  const moved = await db.orm
    .update(replays)
    .set({ ...counted, ...(advance.isLast ? { finishedAt: sql`now()` } : {}) })
    .where(
      and(
        eq(replays.id, replay.id),
        eq(replays.cursorSeq, replay.cursorSeq),
        isNull(replays.finishedAt),
      ),
    )
    .returning({ id: replays.id });
  if (moved.length === 0)
    throw new ReplayTakenError("Another process goes on with this replay; this one stops.");
  return { ...replay, ...counted };
}
