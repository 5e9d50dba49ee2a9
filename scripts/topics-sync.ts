import { parseArgs } from "node:util";
import { type Env, getEnv, previewNameOf, PRODUCTION } from "#lib/env.ts";
import {
  planRemoval,
  planUrlGroups,
  removeUrlGroups,
  syncUrlGroups,
  type UrlGroupChange,
} from "#lib/events/sync-url-groups.ts";
import { openUrlGroups } from "#lib/vendors/qstash.ts";
import { main } from "./main.ts";

const USAGE = `npm run topics:sync -- [--check]
npm run topics:sync -- --remove [--environment NAME | --branch BRANCH] [--check] [--force]

Makes the URL groups of this environment equal to the routing table.
--check   changes nothing, says what differs, and exits with 1 if anything does
--remove  takes away every group of an environment: this one, the one of that name
          (preview-my-branch), or that of a branch that is closed (feature/my-branch)
--force   lets --remove take ${PRODUCTION} as well: no event reaches anybody after it
`;

const options = {
  check: { type: "boolean", default: false },
  remove: { type: "boolean", default: false },
  environment: { type: "string" },
  branch: { type: "string" },
  force: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

type Given = ReturnType<typeof parseArgs<{ options: typeof options }>>["values"];

const line = ({ kind, group, endpoint }: UrlGroupChange) =>
  `${kind === "add" ? "+" : "-"} ${group} ${endpoint}\n`;

await main(async () => {
  const { values } = parseArgs({ options });
  if (values.help) return void process.stdout.write(USAGE);
  const { environment, branch, remove, check } = values;
  if (!remove && (environment !== undefined || branch !== undefined || values.force))
    throw new Error("--environment, --branch and --force only go with --remove.");
  const env = getEnv();
  const changes = remove ? await removeGroups(values, env) : await syncGroups(values, env);
  for (const change of changes) process.stdout.write(line(change));
  return check && changes.length > 0 ? 1 : 0;
});

async function syncGroups({ check }: Given, env: Env): Promise<UrlGroupChange[]> {
  const isLoopback = /^(127\.0\.0\.1|localhost)$/.test(new URL(env.qstash.url).hostname);
  if (env.environmentName === "local" && !isLoopback)
    throw new Error(
      "These would be groups of the environment local at a real service: set VERCEL_ENV to production or preview.",
    );
  process.stdout.write(`Environment ${env.environmentName}, deliveries to ${env.origin}\n`);
  const store = openUrlGroups(env.qstash);
  const changes = check
    ? planUrlGroups(await store.list(), env).map(({ change }) => change)
    : await syncUrlGroups(store, env);
  if (changes.length === 0)
    process.stdout.write(`The URL groups of ${env.environmentName} are right.\n`);
  return changes;
}

async function removeGroups(given: Given, env: Env): Promise<UrlGroupChange[]> {
  const { environment, branch, check, force } = given;
  if (environment !== undefined && branch !== undefined)
    throw new Error("Give either --environment or --branch, not both.");
  const fromBranch = branch === undefined ? env.environmentName : previewNameOf(branch);
  const name = environment ?? fromBranch;
  // An empty name, or half of one, must not match the groups of others.
  if (!/^[a-z0-9-]+$/.test(name))
    throw new Error(`${name || "(empty)"} is not the name of an environment.`);
  if (name === PRODUCTION && !force && !check)
    throw new Error(`This would cut off ${PRODUCTION}: say --force if that is meant.`);
  const store = openUrlGroups(env.qstash);
  const changes = check
    ? planRemoval(await store.list(), name)
    : await removeUrlGroups(store, name);
  process.stdout.write(
    changes.length === 0
      ? `${name} has no URL groups.\n`
      : `${check ? "Would remove" : "Removed"} the URL groups of ${name}:\n`,
  );
  return changes;
}
