import type { Route } from "./api-request.ts";
import { readCredentials, rotateKeys } from "./credentials.ts";
import type { Random } from "./random.ts";
import type { Credentials } from "./stored-records.ts";
import type { Store } from "./store.ts";

export function keyRoutes(ports: { store: Store; random: Random }): Route[] {
  const view = ({ current, next }: Credentials) => ({ status: 200, body: { current, next } });
  return [
    { method: "GET", path: "/v2/keys", handle: () => view(readCredentials(ports.store)) },
    { method: "POST", path: "/v2/keys/rotate", handle: () => view(rotateKeys(ports)) },
  ];
}
