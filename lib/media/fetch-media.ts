import { lookup as systemLookup } from "node:dns/promises";
import { open, rm } from "node:fs/promises";
import { isIP } from "node:net";
import type { LookupFunction } from "node:net";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { Agent, request } from "undici";
import { parseRetryAfter, type RetryPolicy } from "../retry.ts";
import { judgeHost, type AllowedHosts } from "./allowed-hosts.ts";
import { fetchAgain } from "./fetch-again.ts";
import { isPublicAddress } from "./public-address.ts";
import { SNIFF_BYTES, sniffMedia, type MediaFormat, type Sniffed } from "./sniff-media.ts";

export type FetchOutcome =
  | { kind: "ok"; path: string; bytes: number; format: MediaFormat }
  /** The link is dead or has expired; a fresh one may work. */
  | { kind: "gone"; status: number }
  /** Never to be fetched again as it is; `reason` is a name, not a sentence. */
  | { kind: "refused"; reason: string }
  | { kind: "unavailable"; reason: string; retryAfterMs?: number };

/** Fetches one file into the folder, which the caller removes. */
export type FetchMedia = (url: string, folder: string) => Promise<FetchOutcome>;

export type FetchLimits = {
  maxBytes: number;
  totalMs: number;
  idleMs: number;
  maxRedirects: number;
};

export const FETCH_LIMITS: FetchLimits = {
  maxBytes: 50 * 1024 * 1024,
  totalMs: 20_000,
  idleMs: 5_000,
  maxRedirects: 3,
};

type Address = { address: string; family: number };

export type FetchMediaOptions = {
  allowedHosts: AllowedHosts;
  limits?: Partial<FetchLimits>;
  /** Tries again what is away for a moment, within the limits of one download; not at all if absent. */
  retry?: Partial<RetryPolicy>;
  /** Names the file by its first bytes, or refuses it; media by default. */
  sniff?: (head: Buffer) => Sniffed;
  /** All addresses of a host name. */
  resolve?: (hostname: string) => Promise<Address[]>;
};

class Refusal extends Error {
  override readonly name = "Refusal";
}

/** A download that cannot be led inside the network, past its limits, or to a file that is no media. */
export function createFetchMedia(options: FetchMediaOptions): FetchMedia {
  const limits = { ...FETCH_LIMITS, ...options.limits };
  const resolve = options.resolve ?? ((hostname) => systemLookup(hostname, { all: true }));
  return async (url, folder) => {
    const stop = new AbortController();
    const total = setTimeout(() => stop.abort(new Refusal("too-slow")), limits.totalMs);
    const path = join(folder, `${randomUUID()}.media`);
    try {
      const journey = {
        allowedHosts: options.allowedHosts,
        limits,
        resolve,
        sniff: options.sniff ?? sniffMedia,
        stop,
        path,
      };
      const fetchOnce = async () => {
        await rm(path, { force: true });
        return follow(url, journey);
      };
      const outcome = await (options.retry === undefined
        ? follow(url, journey)
        : fetchAgain(fetchOnce, {
            policy: options.retry,
            budgetMs: limits.totalMs,
            signal: stop.signal,
            isRefusal: (error) => error instanceof Refusal,
          }));
      if (outcome.kind !== "ok") await rm(path, { force: true });
      return outcome;
    } catch (error) {
      await rm(path, { force: true });
      return outcomeOf(stop.signal.aborted ? stop.signal.reason : error);
    } finally {
      clearTimeout(total);
      stop.abort();
    }
  };
}

type Journey = {
  allowedHosts: AllowedHosts;
  limits: FetchLimits;
  resolve: (hostname: string) => Promise<Address[]>;
  sniff: (head: Buffer) => Sniffed;
  stop: AbortController;
  path: string;
};

async function follow(start: string, journey: Journey): Promise<FetchOutcome> {
  let target = start;
  for (let hop = 0; hop <= journey.limits.maxRedirects; hop += 1) {
    const step = await visit(target, journey);
    if (step.kind !== "redirect") return step;
    target = step.location;
  }
  return { kind: "refused", reason: "too-many-redirects" };
}

async function visit(
  text: string,
  journey: Journey,
): Promise<FetchOutcome | { kind: "redirect"; location: string }> {
  const { url, pinned } = await checkUrl(text, journey);
  const agent = new Agent({
    connect: { lookup: pinned, timeout: journey.limits.idleMs },
    headersTimeout: journey.limits.totalMs,
    bodyTimeout: journey.limits.totalMs,
    pipelining: 0,
  });
  const idle = setTimeout(() => journey.stop.abort(new Refusal("idle")), journey.limits.idleMs);
  try {
    const response = await request(url, {
      dispatcher: agent,
      signal: journey.stop.signal,
      headers: { accept: "*/*", "accept-encoding": "identity", "user-agent": "link-hub-media/1" },
    });
    idle.refresh();
    // A body that is left unread fails when the connection is closed below; nobody is interested.
    response.body.on("error", () => undefined);
    const { statusCode: status, headers } = response;
    if (status >= 300 && status < 400) {
      const location = headers["location"];
      if (typeof location !== "string") throw new Refusal("redirect-without-location");
      return { kind: "redirect", location: new URL(location, url).href };
    }
    if (status === 403 || status === 404 || status === 410) return { kind: "gone", status };
    if (status === 408 || status === 429 || status >= 500)
      return unavailable(status, headers["retry-after"]);
    if (status !== 200) throw new Refusal(`status-${status}`);
    const encoding = headers["content-encoding"] ?? "identity";
    if (encoding !== "identity") throw new Refusal("encoded-body");
    if (Number(headers["content-length"] ?? 0) > journey.limits.maxBytes)
      throw new Refusal("too-large");
    return await store(response.body, { ...journey, touch: () => idle.refresh() });
  } finally {
    clearTimeout(idle);
    await agent.destroy();
  }
}

function unavailable(status: number, header: string | string[] | undefined): FetchOutcome {
  const retryAfterMs = parseRetryAfter(header?.toString(), Date.now());
  const reason = `status-${status}`;
  return { kind: "unavailable", reason, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

async function store(
  body: AsyncIterable<Buffer>,
  { path, limits, sniff, touch }: Journey & { touch: () => void },
): Promise<FetchOutcome> {
  const file = await open(path, "wx", 0o600);
  try {
    let bytes = 0;
    let head: Buffer = Buffer.alloc(0);
    let format: MediaFormat | undefined;
    for await (const chunk of body) {
      touch();
      bytes += chunk.length;
      if (bytes > limits.maxBytes) throw new Refusal("too-large");
      if (head.length < SNIFF_BYTES) head = Buffer.concat([head, chunk.subarray(0, SNIFF_BYTES)]);
      if (format === undefined && head.length >= SNIFF_BYTES) format = accepted(sniff(head));
      await file.writeFile(chunk);
    }
    return { kind: "ok", path, bytes, format: format ?? accepted(sniff(head)) };
  } finally {
    await file.close();
  }
}

function accepted(sniffed: Sniffed): MediaFormat {
  if (sniffed.kind === "refused") throw new Refusal(sniffed.reason);
  return sniffed;
}

/** The URL, with a lookup that can only answer what was checked here. */
async function checkUrl(
  text: string,
  { allowedHosts, resolve, stop }: Journey,
): Promise<{ url: URL; pinned: LookupFunction }> {
  if (!URL.canParse(text)) throw new Refusal("broken-url");
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") throw new Refusal("scheme");
  if (url.username !== "" || url.password !== "") throw new Refusal("credentials-in-url");
  const verdict = judgeHost(url, allowedHosts);
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  const family = isIP(literal);
  // A lookup is never asked about a literal address, so it is judged here and not there.
  if (verdict !== "trusted" && family !== 0 && !isPublicAddress(literal))
    throw new Refusal("private-address");
  if (verdict === "refused") throw new Refusal("host-not-allowed");
  if (verdict === "public" && (url.protocol !== "https:" || url.port !== ""))
    throw new Refusal("scheme");
  const addresses =
    family === 0 ? await untilStopped(resolve(url.hostname), stop) : [{ address: literal, family }];
  if (addresses.length === 0) throw new Error("no-address");
  if (verdict !== "trusted" && !addresses.every(({ address }) => isPublicAddress(address)))
    throw new Refusal("private-address");
  return { url, pinned: pinTo(addresses) };
}

/** Name look-ups cannot be called off, but nobody needs to wait for them. */
function untilStopped<Value>(work: Promise<Value>, { signal }: AbortController): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stopped = () => reject(new Error("stopped"));
    if (signal.aborted) stopped();
    signal.addEventListener("abort", stopped, { once: true });
    work.then(resolve, reject);
  });
}

function pinTo(addresses: Address[]): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = addresses;
    if (first === undefined) callback(new Error("no-address"), "");
    else if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  };
}

function outcomeOf(error: unknown): FetchOutcome {
  if (error instanceof Refusal)
    return error.message === "idle" || error.message === "too-slow"
      ? { kind: "unavailable", reason: error.message }
      : { kind: "refused", reason: error.message };
  const code = error instanceof Error && "code" in error ? String(error.code) : "connection";
  return { kind: "unavailable", reason: code.toLowerCase() };
}
