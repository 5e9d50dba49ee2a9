import { parseArgs } from "node:util";
import * as z from "zod";
import { logRouteOf } from "#lib/events/routing.ts";
import { type ModelReport, rebuild, type RebuildReport } from "#lib/projection/rebuild.ts";
import { logRegistry } from "#workers/registry.ts";
import { alignedTable } from "./aligned-table.ts";
import { type Command, type CommandPorts, moment, parseGiven } from "./command.ts";
import { openProgress, type Progress } from "./progress.ts";

const optionsSchema = z
  .object({ check: z.boolean().default(false), until: moment.optional() })
  .refine(({ check, until }) => check || until === undefined, {
    path: ["until"],
    message: "only with --check: nobody wants yesterday's shop",
  });

export const rebuildCommand: Command = (args) => {
  const { values } = parseArgs({
    args,
    options: { check: { type: "boolean" }, until: { type: "string" } },
  });
  const { check, until } = parseGiven(optionsSchema, values);
  return async ({ db, say }) => {
    let progress: Progress | undefined;
    const report = await rebuild(
      {
        db,
        counting: {
          consumer: logRegistry["analytics-service"],
          types: logRouteOf("analytics-service").eventTypes,
        },
        onProgress({ seq, untilSeq }) {
          progress ??= openProgress("Reading the log", untilSeq);
          progress.show(seq, `event ${seq} of ${untilSeq}`);
        },
      },
      {
        mode: check ? "check" : "swap",
        ...(until === undefined ? {} : { until: { moment: until } }),
      },
    );
    progress?.end("The log is read.");
    return tell(report, { check, say });
  };
};

const HEADER = ["read model", "rows live", "rows rebuilt", "equal", "hash of the rebuilt"];

function tell(
  report: RebuildReport,
  { check, say }: { check: boolean } & Pick<CommandPorts, "say">,
): number {
  say(alignedTable(HEADER, report.models.map(toRow)));
  const different = report.models.filter(({ live, rebuilt }) => live.hash !== rebuilt.hash);
  for (const { table, differences } of different) {
    const { missing, extra, changed, first } = differences;
    say(
      `\n${table}: ${missing} rows the log does not have, ${extra} that only the log has, ${changed} that differ`,
    );
    for (const key of first) say(`  ${key}`);
  }
  if (report.gaps > 0)
    say(
      `\n${report.gaps} parts were made before the log kept them, so their products cannot be rebuilt.`,
    );
  if (report.forgotten > 0)
    say(
      `\n${report.forgotten} counted events have left the log since: the daily counts stay as they are.`,
    );
  if (check) return different.length > 0 ? 1 : 0;
  if (report.swapped) {
    say(
      different.length > 0
        ? "\nThe live tables are now those of the log."
        : "\nThe live tables were those of the log already.",
    );
    return 0;
  }
  say("Nothing was changed.");
  return 1;
}

function toRow({ table, live, rebuilt }: ModelReport): string[] {
  const equal = live.hash === rebuilt.hash ? "yes" : "NO";
  return [table, String(live.rows), String(rebuilt.rows), equal, rebuilt.hash.slice(0, 16)];
}
