import type * as z from "zod";
import { Journal, openJournalFile, type JournalLine } from "./journal.ts";
import * as records from "./stored-records.ts";
import { Table } from "./table.ts";

/** Everything that outlives a restart. */
export type Store = Awaited<ReturnType<typeof openStore>>;

/** Opens the store of one data folder with the rows that the last run left. */
export async function openStore(dataDir: string) {
  const opened = await openJournalFile(dataDir);
  const tables: { lines(): Iterable<JournalLine> }[] = [];
  const journal = new Journal({ ...opened, liveRows: () => tables.flatMap((t) => [...t.lines()]) });
  const table = <Row>(name: string, schema: z.ZodType<Row>): Table<Row> => {
    const made = new Table({ name, schema, kept: opened.rows.get(name), journal });
    tables.push(made);
    return made;
  };
  return {
    messages: table("messages", records.message),
    deadLetters: table("deadLetters", records.deadLetter),
    urlGroups: table("urlGroups", records.urlGroup),
    queues: table("queues", records.queue),
    schedules: table("schedules", records.schedule),
    seenPublishes: table("seenPublishes", records.seenPublish),
    flowKeys: table("flowKeys", records.flowKeyState),
    credentials: table("credentials", records.credentials),
    /** Resolves when all changes so far would survive a kill of the process. */
    settled: () => journal.settled(),
    close: () => journal.close(),
  };
}
