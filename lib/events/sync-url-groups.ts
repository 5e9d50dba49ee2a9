import { urlGroups } from "./routing.ts";

export type UrlGroup = { name: string; endpoints: { name: string; url: string }[] };

/** URL groups as the queue's service holds them. */
export type UrlGroupStore = {
  list(): Promise<UrlGroup[]>;
  add(group: UrlGroup): Promise<void>;
  removeEndpoints(group: UrlGroup): Promise<void>;
  remove(name: string): Promise<void>;
};

export type UrlGroupChange = { kind: "add" | "remove"; group: string; endpoint: string };

const sameEndpoint = (left: { name: string; url: string }, right: { name: string; url: string }) =>
  left.name === right.name && left.url === right.url;

/** What differs between an environment's URL groups and the routing table; groups of others are not touched. */
export function planUrlGroups(
  held: UrlGroup[],
  { environmentName, origin }: { environmentName: string; origin: string },
): { change: UrlGroupChange; group: UrlGroup }[] {
  const wanted = urlGroups(environmentName, origin);
  const own = groupsOf(held, environmentName);
  const missingFrom = (from: UrlGroup[], group: UrlGroup) => {
    const other = from.find(({ name }) => name === group.name);
    return group.endpoints.filter(
      (endpoint) => !other?.endpoints.some((candidate) => sameEndpoint(candidate, endpoint)),
    );
  };
  const plan = (kind: "add" | "remove", groups: UrlGroup[], from: UrlGroup[]) =>
    groups.flatMap((group) =>
      missingFrom(from, group).map((endpoint) => ({
        change: { kind, group: group.name, endpoint: endpoint.name },
        group: { name: group.name, endpoints: [endpoint] },
      })),
    );
  return [...plan("remove", own, wanted), ...plan("add", wanted, own)];
}

/** Makes an environment's URL groups equal to the routing table; returns what it changed. */
export async function syncUrlGroups(
  store: UrlGroupStore,
  environment: { environmentName: string; origin: string },
): Promise<UrlGroupChange[]> {
  const plan = planUrlGroups(await store.list(), environment);
  for (const { change, group } of plan) {
    if (change.kind === "add") await store.add(group);
    else await store.removeEndpoints(group);
  }
  const wanted = new Set(
    urlGroups(environment.environmentName, environment.origin).map(({ name }) => name),
  );
  for (const { name } of groupsOf(await store.list(), environment.environmentName))
    if (!wanted.has(name)) await store.remove(name);
  return plan.map(({ change }) => change);
}

/** What removing an environment takes away: every group under its name, whatever routing table made it. */
export function planRemoval(held: UrlGroup[], environmentName: string): UrlGroupChange[] {
  return groupsOf(held, environmentName).flatMap(({ name, endpoints }) =>
    endpoints.map((endpoint) => ({
      kind: "remove" as const,
      group: name,
      endpoint: endpoint.name,
    })),
  );
}

/** Removes all URL groups of an environment that is no more; returns what it changed. */
export async function removeUrlGroups(
  store: UrlGroupStore,
  environmentName: string,
): Promise<UrlGroupChange[]> {
  const held = await store.list();
  for (const { name } of groupsOf(held, environmentName)) await store.remove(name);
  return planRemoval(held, environmentName);
}

/** The full stop ends the name: `preview-a` is not `preview-a-b`. */
function groupsOf(held: UrlGroup[], environmentName: string): UrlGroup[] {
  return held.filter(({ name }) => name.startsWith(`${environmentName}.`));
}
