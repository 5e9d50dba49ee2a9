import { createServer, type RequestListener } from "node:http";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseAllowedHosts } from "./allowed-hosts.ts";
import { createFetchMedia, type FetchLimits } from "./fetch-media.ts";

const MP4 = Buffer.concat([
  Buffer.from("00000020", "hex"),
  Buffer.from("ftypisom"),
  Buffer.alloc(4_000),
]);

let folder = "";
const closing: (() => void)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fetch-again-"));
});
afterEach(async () => {
  for (const close of closing.splice(0)) close();
  await rm(folder, { recursive: true });
});

/** Answers each request with the next of the answers, then with the last one. */
async function serve(...answers: RequestListener[]) {
  const times: number[] = [];
  const server = createServer((request, response) => {
    times.push(performance.now());
    answers[Math.min(times.length, answers.length) - 1]?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  // A listening TCP server always has an address object.
  const { port } = server.address() as AddressInfo;
  return { host: `127.0.0.1:${port}`, times };
}

const video: RequestListener = (_request, response) => response.end(MP4);
const busy: RequestListener = (_request, response) => response.writeHead(503).end();
const broken: RequestListener = (_request, response) => {
  response.writeHead(200, { "content-length": String(MP4.length) });
  response.write(MP4.subarray(0, 2_000), () => response.destroy());
};

function fetchFrom(host: string, limits: Partial<FetchLimits> = {}) {
  const fetchMedia = createFetchMedia({
    allowedHosts: parseAllowedHosts(host),
    limits,
    retry: { initialMs: 1 },
  });
  return fetchMedia(`http://${host}/a.mp4`, folder);
}

test("a host that is busy for a moment, or breaks off, is asked again", async () => {
  for (const failure of [busy, broken]) {
    const { host, times } = await serve(failure, failure, video);
    expect(await fetchFrom(host)).toMatchObject({ kind: "ok", bytes: MP4.length });
    expect(times).toHaveLength(3);
  }
  expect(await readdir(folder)).toHaveLength(2);
});

test("what stays away is unavailable after three retries, and leaves nothing", async () => {
  const { host, times } = await serve(busy);
  expect(await fetchFrom(host)).toEqual({ kind: "unavailable", reason: "status-503" });
  expect(times).toHaveLength(4);
  expect(await readdir(folder)).toEqual([]);
});

test("a host is not asked again before the time that it names", async () => {
  const later: RequestListener = (_request, response) =>
    response.writeHead(429, { "retry-after": "0.3" }).end();
  const { host, times } = await serve(later, video);
  expect(await fetchFrom(host)).toMatchObject({ kind: "ok" });
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(290);
});

test("a time past the limit of the download is not waited for", async () => {
  const later: RequestListener = (_request, response) =>
    response.writeHead(503, { "retry-after": "60" }).end();
  const { host, times } = await serve(later, video);
  const outcome = { kind: "unavailable", reason: "status-503", retryAfterMs: 60_000 };
  expect(await fetchFrom(host, { totalMs: 5_000 })).toEqual(outcome);
  expect(times).toHaveLength(1);
});

test.each([404, 400])("status %d is the last word", async (status) => {
  const { host, times } = await serve((_request, response) => response.writeHead(status).end());
  expect((await fetchFrom(host)).kind).not.toBe("unavailable");
  expect(times).toHaveLength(1);
});
