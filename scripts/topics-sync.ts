import { parseArgs } from "node:util";
import { getEnv } from "#lib/env.ts";
import { planUrlGroups, syncUrlGroups, type UrlGroupChange } from "#lib/events/sync-url-groups.ts";
import { openUrlGroups } from "#lib/vendors/qstash.ts";
import { main } from "./main.ts";

const line = ({ kind, group, endpoint }: UrlGroupChange) =>
  `${kind === "add" ? "+" : "-"} ${group} ${endpoint}\n`;

await main(async () => {
  const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
  const env = getEnv();
  const store = openUrlGroups(env.qstash);
  const changes = values.check
    ? planUrlGroups(await store.list(), env).map(({ change }) => change)
    : await syncUrlGroups(store, env);
  for (const change of changes) process.stdout.write(line(change));
  if (changes.length === 0)
    process.stdout.write(`The URL groups of ${env.environmentName} are right.\n`);
  return values.check && changes.length > 0 ? 1 : 0;
});
