import * as z from "zod";
import type { AccountPorts } from "#lib/doors/account-door.ts";
import {
  codeRoute,
  keysRoute,
  logoutRoute,
  refreshRoute,
  tokenRoute,
} from "#lib/doors/tokens-api.ts";
import { ACCOUNT_ORIGIN, type AccountWorld } from "./account-world.ts";

const tokens = z.strictObject({
  access_token: z.string(),
  token_type: z.literal("Bearer"),
  expires_in: z.number(),
  refresh_token: z.string(),
  refresh_expires_at: z.iso.datetime(),
});
export type TokenBody = z.infer<typeof tokens>;

/** The ports of doors over a world of accounts, with nobody counting requests. */
export function doorPorts(world: AccountWorld, bent: Partial<AccountPorts> = {}): AccountPorts {
  return { ...world.ports, origin: ACCOUNT_ORIGIN, limiters: {}, ...bent };
}

/** The token routes, called as a client would. */
export function openAccountApi(world: AccountWorld, bent: Partial<AccountPorts> = {}) {
  const ports = doorPorts(world, bent);
  const open = () => ports;
  const routes = {
    code: codeRoute(open),
    token: tokenRoute(open),
    refresh: refreshRoute(open),
    logout: logoutRoute(open),
    keys: keysRoute(open),
  };
  const post = (
    name: Exclude<keyof typeof routes, "keys">,
    { body, headers }: { body?: unknown; headers?: Record<string, string> } = {},
  ) =>
    routes[name](
      new Request(`${ACCOUNT_ORIGIN}/api/v1/auth/${name}`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
      { params: Promise.resolve({}) },
    );
  return {
    post,
    keys: () =>
      routes.keys(new Request(`${ACCOUNT_ORIGIN}/api/auth/jwks`), { params: Promise.resolve({}) }),
    async tokensOf(response: Response): Promise<TokenBody> {
      const body: unknown = await response.json();
      if (response.status !== 200) throw new Error(`${response.status} ${JSON.stringify(body)}`);
      return tokens.parse(body);
    },
    /** Signs a number in by code, all through the API. */
    async signIn(phone: string): Promise<TokenBody> {
      world.pass(1);
      const asked = await post("code", { body: { phone } });
      if (asked.status !== 202) throw new Error(`the code was answered ${asked.status}`);
      const response = await post("token", { body: { phone, code: world.codeOf(phone) } });
      return this.tokensOf(response);
    },
  };
}

export type AccountApi = ReturnType<typeof openAccountApi>;
