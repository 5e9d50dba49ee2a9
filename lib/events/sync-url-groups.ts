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
  const own = held.filter(({ name }) => name.startsWith(`${environmentName}.`));
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
  for (const group of await store.list())
    if (group.name.startsWith(`${environment.environmentName}.`) && !wanted.has(group.name))
      await store.remove(group.name);
  return plan.map(({ change }) => change);
}
