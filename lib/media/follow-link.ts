import { lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { Agent, request } from "undici";
import { type AllowedHosts, judgeHost } from "./allowed-hosts.ts";
import { isPublicAddress } from "./public-address.ts";

export type FollowedLink =
  | { kind: "arrived"; url: string }
  /** Led nowhere that counts, or to where it may not lead. */
  | { kind: "refused" }
  | { kind: "unavailable" };

type Journey = {
  /** Hosts that may be asked. */
  hosts: AllowedHosts;
  /** Whether an address is what was looked for; it is not opened then. */
  isGoal: (url: string) => boolean;
};

const MAX_STEPS = 4;
const LIMIT_MS = 6_000;

/** Follows the redirects of a link over allowed hosts and public addresses; bodies are never read. */
export async function followLink(start: string, journey: Journey): Promise<FollowedLink> {
  const signal = AbortSignal.timeout(LIMIT_MS);
  let target = start;
  try {
    for (let step = 0; step < MAX_STEPS; step += 1) {
      if (journey.isGoal(target)) return { kind: "arrived", url: target };
      const url = URL.parse(target);
      if (url === null || !mayBeAsked(url, journey.hosts)) return { kind: "refused" };
      const next = await askOnce(url, { hosts: journey.hosts, signal });
      if (next === undefined) return { kind: "refused" };
      target = next;
    }
    return { kind: "refused" };
  } catch {
    return { kind: "unavailable" };
  }
}

function mayBeAsked(url: URL, hosts: AllowedHosts): boolean {
  if (url.username !== "" || url.password !== "") return false;
  const verdict = judgeHost(url, hosts);
  if (verdict === "trusted") return url.protocol === "http:" || url.protocol === "https:";
  return verdict === "public" && url.protocol === "https:" && url.port === "";
}

type Asking = { hosts: AllowedHosts; signal: AbortSignal };

async function askOnce(url: URL, { hosts, signal }: Asking): Promise<string | undefined> {
  const isTrusted = judgeHost(url, hosts) === "trusted";
  const agent = new Agent({ connect: isTrusted ? {} : { lookup: publicOnly }, pipelining: 0 });
  try {
    const { statusCode, headers, body } = await request(url, {
      dispatcher: agent,
      signal,
      headers: { accept: "text/html", "user-agent": "Mozilla/5.0 (Linux; Android 13) Mobile" },
    });
    // It is left unread and breaks off when the connection is closed below.
    body.on("error", () => undefined);
    if (statusCode === 429 || statusCode >= 500) throw new Error(`status ${statusCode}`);
    const location = headers["location"];
    if (statusCode < 300 || statusCode >= 400 || typeof location !== "string") return undefined;
    return URL.parse(location, url)?.href;
  } finally {
    await agent.destroy();
  }
}

/** Answers the socket itself, so that nothing can change between the check and the connection. */
const publicOnly: LookupFunction = (hostname, options, callback) => {
  systemLookup(hostname, { all: true }, (error, addresses) => {
    const [first] = error === null ? addresses : [];
    const allPublic = first !== undefined && addresses.every(({ address }) => isPublic(address));
    if (first === undefined || !allPublic) callback(error ?? new Error("no public address"), "");
    else if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

const isPublic = (address: string) => isIP(address) !== 0 && isPublicAddress(address);
