import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import * as z from "zod";
import { getEnv } from "#lib/env.ts";
import { DEAD_LETTER_REASONS } from "#lib/events/list-dead-letters.ts";
import {
  redrive,
  type RedriveReport,
  type RedriveSelection,
  redriveId,
  retryPublishing,
  selectRedrivable,
} from "#lib/events/redrive.ts";
import { CONSUMERS } from "#lib/events/routing.ts";
import { openLog } from "#lib/log.ts";
import { openQueue } from "#lib/vendors/qstash.ts";
import { alignedTable, formatMoment } from "./aligned-table.ts";
import { type Command, type CommandPorts, moment, parseGiven } from "./command.ts";

const optionsSchema = z.object({
  consumer: z.enum(CONSUMERS, `one of ${CONSUMERS.join(", ")}`).optional(),
  type: z.string().optional(),
  reason: z.enum(DEAD_LETTER_REASONS, `one of ${DEAD_LETTER_REASONS.join(", ")}`).optional(),
  since: moment.optional(),
  until: moment.optional(),
  all: z.boolean().default(false),
  limit: z.coerce.number("a number").int().min(1).default(10_000),
  rate: z.coerce.number("a number").positive().max(1_000).default(20),
  "dry-run": z.boolean().default(false),
});

type Options = z.infer<typeof optionsSchema>;

export const redriveCommand: Command = (args) => {
  const text = { type: "string" } as const;
  const yes = { type: "boolean" } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      consumer: text,
      type: text,
      reason: text,
      since: text,
      until: text,
      all: yes,
      limit: text,
      rate: text,
      "dry-run": yes,
    },
  });
  const options = parseGiven(optionsSchema, values);
  const selection = selectionOf(options, positionals);
  return (ports) =>
    options["dry-run"]
      ? sayWhatItWould(selection, { options, ports })
      : run(selection, { options, ports });
};

function selectionOf(options: Options, ids: string[]): RedriveSelection {
  const { consumer, type, reason, since, until, all } = options;
  const filter = { consumer, eventType: type, reason, since, until };
  const narrows = Object.values(filter).some((value) => value !== undefined);
  if (ids.length > 0 && (narrows || all)) throw new Error("Give either ids or a filter, not both.");
  const wrong = ids.find((id) => !z.guid().safeParse(id).success);
  if (wrong !== undefined) throw new Error(`${wrong} is not the id of a dead letter or an event.`);
  if (ids.length > 0) return { ids };
  if (!narrows && !all) throw new Error("Say which: ids, a filter, or --all for every open one.");
  return { filter };
}

type Given = { options: Options; ports: CommandPorts };

async function sayWhatItWould(
  selection: RedriveSelection,
  { options, ports: { db, say } }: Given,
): Promise<number> {
  const rows: string[][] = [];
  for await (const letter of selectRedrivable(db, selection, options))
    if (letter.state !== "handled")
      rows.push([
        letter.consumer,
        letter.eventType,
        letter.reason,
        formatMoment(letter.failedAt),
        redriveId(letter, letter.redrives + 1),
      ]);
  if (rows.length > 0)
    say(alignedTable(["consumer", "type", "reason", "failed (UTC)", "would be sent as"], rows));
  say(`${rows.length} would be sent again. Nothing was changed.`);
  return 0;
}

async function run(
  selection: RedriveSelection,
  { options, ports: { db, say } }: Given,
): Promise<number> {
  const env = getEnv();
  const queue = openQueue({ ...env.qstash, ...env });
  const progress = openProgress();
  const report = await redrive(
    selection,
    // The report tells what was done; the log's lines are for what went wrong.
    { db, queue, log: openLog("warn"), wait: (ms) => wait(ms) },
    { perSecond: options.rate, limit: options.limit, onProgress: (done) => progress.show(done) },
  );
  progress.end();
  const due = "ids" in selection ? await retryPublishing(db, selection.ids) : 0;
  if (due > 0) say(`${due} not published yet: due now, the next sweep takes them.`);
  const { sent, closed, failed } = report;
  const nothing = sent + closed + failed + due === 0;
  if (nothing && "ids" in selection) throw new Error("No dead letter and no event has this id.");
  say(`${sent} sent again, ${closed} needed nothing more, ${failed} could not be sent.`);
  return failed > 0 ? 1 : 0;
}

/** One line that is written over itself, on a terminal alone. */
function openProgress() {
  const { stderr } = process;
  return {
    show({ sent, closed, failed }: RedriveReport) {
      if (stderr.isTTY) stderr.write(`\r${sent + closed + failed} done, ${sent} sent again`);
    },
    end() {
      if (stderr.isTTY) stderr.write("\r\u001b[K");
    },
  };
}
