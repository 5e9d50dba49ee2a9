import { type BenchVideo, FIRST_VIDEO, SELLERS, sellerIdSql } from "./bench-videos.ts";
import type { SentStatement } from "./wire-recorder.ts";

export type PgbenchScript = {
  text: string;
  /** Values of the script's variables. */
  variables: Record<string, string>;
};

export type Sample = { video: BenchVideo; statements: SentStatement[] };

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The statements that our code sent for one video, as a script that sends them for one video after
 * the other. Two samples tell what differs: ids follow the video, all else is sent as it was.
 */
export function toPgbenchScript(sample: Sample, other: Sample): PgbenchScript {
  if (
    sample.statements.map(({ sql }) => sql).join() !== other.statements.map(({ sql }) => sql).join()
  )
    throw new Error("two videos were stored by different statements");
  const variables: Record<string, string> = {};
  const uuids = new Map<string, number>();
  const toVariable = (value: string): string => {
    const known = Object.entries(variables).find(([, held]) => held === value);
    const name = known?.[0] ?? `p${Object.keys(variables).length}`;
    variables[name] = value;
    return `:${name}`;
  };
  const toExpression = (value: string | null, otherValue: string | null): string => {
    if (value === null) return "null";
    if (value === sample.video.videoId) return ":video";
    if (value === otherValue || !UUID.test(value)) return toVariable(value);
    if (value === sample.video.sellerId) return sellerIdSql(":seller");
    const number = uuids.get(value) ?? uuids.size;
    uuids.set(value, number);
    return `md5(:video || '${number}')::uuid`;
  };
  const lines = sample.statements.map(({ sql, parameters }, index) => {
    const expressions = parameters.map((value, at) =>
      toExpression(value, other.statements[index]?.parameters[at] ?? null),
    );
    return `${escapeColons(sql).replaceAll(/\$(\d+)/g, (_match, at: string) => expressions[Number(at) - 1] ?? "null")};`;
  });
  const head = [
    String.raw`\set n :n + 1`,
    String.raw`\set index :client_id * :videos + :n`,
    String.raw`\set seller :index % ${SELLERS}`,
    String.raw`\set video ${FIRST_VIDEO} + :index`,
  ];
  return { text: `${[...head, ...lines].join("\n")}\n`, variables: { ...variables, n: "-1" } };
}

/** pgbench reads `:name` as a variable, but passes `::` by. */
function escapeColons(sql: string): string {
  if (/[^:]:[A-Za-z0-9_]/.test(sql.replaceAll("::", "")))
    throw new Error("a statement holds a colon that pgbench would read as a variable");
  return sql.replaceAll(/\s*\n\s*/g, " ");
}
