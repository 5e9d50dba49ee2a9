import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import * as z from "zod";
import { systemClock } from "#lib/clock.ts";
import { type EventType, isEventType } from "#lib/events/catalogue/catalogue.ts";
import { findSellerId } from "#lib/events/read-log.ts";
import { CONSUMERS } from "#lib/events/routing.ts";
import { countSelected, findSettledSeq, type LogSelection } from "#lib/events/scan-log.ts";
import { openLog } from "#lib/log.ts";
import { dryRunReplay } from "#lib/replay/dry-run.ts";
import { openReplay } from "#lib/replay/replay-row.ts";
import { findReplayTarget, type ReplayTarget } from "#lib/replay/replay-target.ts";
import { runReplay } from "#lib/replay/run-replay.ts";
import { logRegistry, registry } from "#workers/registry.ts";
import { type Command, type CommandPorts, moment, parseGiven } from "./command.ts";
import { openProgress } from "./progress.ts";
import { tellDiff } from "./tell-diff.ts";

const optionsSchema = z.object({
  consumer: z.enum(CONSUMERS, `one of ${CONSUMERS.join(", ")}`),
  type: z.string().optional(),
  seller: z.string().optional(),
  video: z.string().optional(),
  correlation: z.guid("a UUID").optional(),
  since: moment.optional(),
  until: moment.optional(),
  rate: z.coerce.number("a number").positive().optional(),
  "dry-run": z.boolean().default(false),
});

type Options = z.infer<typeof optionsSchema>;

export const replayCommand: Command = (args) => {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args,
    options: {
      consumer: text,
      type: text,
      seller: text,
      video: text,
      correlation: text,
      since: text,
      until: text,
      rate: text,
      "dry-run": { type: "boolean" },
    },
  });
  const options = parseGiven(optionsSchema, values);
  const target = findReplayTarget(options.consumer, { registry, logRegistry });
  const types = typesOf(options, target);
  // As it was typed: an age means another moment each time, but the same replay.
  const { rate: _rate, "dry-run": _dry, ...words } = values;
  const request = JSON.stringify(words);
  return async (ports) => {
    const selection = await selectionOf(options, { types, ports });
    if (options["dry-run"]) return rehearse(target, { selection, ports });
    return run(target, { selection, request, perSecond: options.rate ?? null, ports });
  };
};

function typesOf({ consumer, type }: Options, target: ReplayTarget): readonly EventType[] {
  if (type === undefined) return target.types;
  if (!isEventType(type) || !target.types.includes(type))
    throw new Error(`--type: ${consumer} takes ${target.types.join(", ")}`);
  return [type];
}

async function selectionOf(
  { seller, video, correlation, since, until }: Options,
  { types, ports }: { types: readonly EventType[]; ports: CommandPorts },
): Promise<LogSelection> {
  const sellerId = seller === undefined ? undefined : await findSellerId(ports.db, seller);
  if (seller !== undefined && sellerId === undefined)
    throw new Error(`No seller has the handle ${seller}.`);
  return { types, sellerId, videoId: video, correlationId: correlation, since, until };
}

type Selected = { selection: LogSelection; ports: CommandPorts };

async function rehearse(
  target: ReplayTarget,
  { selection, ports: { db, say } }: Selected,
): Promise<number> {
  const untilSeq = await findSettledSeq(db);
  const ports = { db, clock: systemClock, log: openLog("warn") };
  const rehearsed = await dryRunReplay({ replay: { selection, untilSeq }, target }, ports);
  tellDiff(rehearsed.tables, say);
  const { wouldHandle, wouldSkip } = rehearsed;
  say(`${wouldHandle} events would be handled, ${wouldSkip} skipped. Nothing was changed.`);
  return 0;
}

async function run(
  target: ReplayTarget,
  given: Selected & { request: string; perSecond: number | null },
): Promise<number> {
  const { selection, request, perSecond, ports } = given;
  const { db, say } = ports;
  const replay = await openReplay(db, { consumer: target.name, selection, request });
  const total = await countSelected(db, { ...replay.selection, untilSeq: replay.untilSeq });
  const before = replay.handled + replay.skipped;
  if (replay.cursorSeq > 0) say(`Going on with replay ${replay.id} after ${before} events.`);
  else say(`Replay ${replay.id} of ${total} events. If it is stopped, the same command goes on.`);
  const progress = openProgress(`Replaying into ${target.name}`, total);
  const done = await runReplay(
    { replay, target },
    { db, clock: systemClock, log: openLog("warn"), wait: (ms) => wait(ms) },
    {
      perSecond,
      onProgress: ({ handled, skipped }) =>
        progress.show(handled + skipped, `${handled + skipped} of ${total}, ${handled} handled`),
    },
  );
  progress.end("The replay is through.");
  say(`${done.handled} handled, ${done.skipped} skipped as handled before.`);
  return 0;
}
