import type { Transaction } from "#db/client.ts";
import { defineStatement } from "#db/client.ts";
import * as z from "zod";
import type { LogConsumer } from "./routing.ts";
import { type LogEntry, type StoredEvent, toLogEntry } from "./stored-event.ts";

/** A consumer of the log as its reader sees it. */
export type LogProjection = {
  name: LogConsumer;
  /** True for one that looks at no personal field: a replay then leaves them sealed, which is faster. */
  needsNothingPersonal?: boolean;
  /** Makes its part of the read model of these events, which it has never been given before. */
  project(tx: Transaction, entries: readonly LogEntry[]): Promise<void>;
};

const insertHandled = defineStatement((orm) => ({
  async execute(values: unknown[]): Promise<unknown[]> {
    const { rows } = await orm.$client.query({ name: "inbox_insert_many", text: INSERT, values });
    return rows;
  },
}));

/** Null where all of them are new, as they nearly always are. */
const INSERT = `
  with inserted as (
    insert into inbox (consumer, event_id) select $1, unnest($2::uuid[])
    on conflict do nothing returning event_id
  )
  select case when count(*) < cardinality($2::uuid[])
    then coalesce(array_agg(event_id), '{}') end as some from inserted`;

const insertedRow = z.tuple([z.object({ some: z.array(z.string()).nullable() })]);

/**
 * Gives events to a consumer in the transaction of their inbox rows; those that it has handled before
 * are left out. Returns how many were new to it. Throws where one of them cannot be read.
 */
export async function handleEntries(
  tx: Transaction,
  { consumer, stored }: { consumer: LogProjection; stored: readonly StoredEvent[] },
): Promise<number> {
  const revealed = await tx.personal.reveal(stored);
  // Of an event about an erased seller there is nothing left to project.
  const entries = revealed.filter(({ erased }) => !erased).map(toLogEntry);
  return projectNew(tx, { consumer, entries });
}

/** As `handleEntries`, of events that have been read already. */
export async function projectNew(
  tx: Transaction,
  { consumer, entries }: { consumer: LogProjection; entries: readonly LogEntry[] },
): Promise<number> {
  const ids = entries.map(({ event }) => event.metadata.eventId);
  const [{ some }] = insertedRow.parse(
    await tx.prepared(insertHandled).execute([consumer.name, ids]),
  );
  const inserted = some === null ? null : new Set(some);
  const fresh =
    inserted === null
      ? entries
      : entries.filter(({ event }) => inserted.has(event.metadata.eventId));
  if (fresh.length > 0) await consumer.project(tx, fresh);
  return fresh.length;
}
