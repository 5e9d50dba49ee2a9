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
  const isLoopback = /^(127\.0\.0\.1|localhost)$/.test(new URL(env.qstash.url).hostname);
  if (env.environmentName === "local" && !isLoopback)
    throw new Error(
      "These would be groups of the environment local at a real service: set VERCEL_ENV to production or preview.",
    );
  process.stdout.write(`Environment ${env.environmentName}, deliveries to ${env.origin}\n`);
  const store = openUrlGroups(env.qstash);
  const changes = values.check
    ? planUrlGroups(await store.list(), env).map(({ change }) => change)
    : await syncUrlGroups(store, env);
  for (const change of changes) process.stdout.write(line(change));
  if (changes.length === 0)
    process.stdout.write(`The URL groups of ${env.environmentName} are right.\n`);
  return values.check && changes.length > 0 ? 1 : 0;
});
