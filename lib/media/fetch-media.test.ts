import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseAllowedHosts } from "./allowed-hosts.ts";
import {
  createFetchMedia,
  type FetchLimits,
  type FetchMedia,
  type FetchOutcome,
} from "./fetch-media.ts";

const MP4 = Buffer.concat([
  Buffer.from("00000020", "hex"),
  Buffer.from("ftypisom"),
  Buffer.alloc(4_000),
]);

let folder = "";
const closing: (() => void)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fetch-media-"));
});
afterEach(async () => {
  for (const close of closing.splice(0)) close();
  await rm(folder, { recursive: true });
});

async function serve(answer: RequestListener) {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? "");
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  // A listening TCP server always has an address object.
  const { port } = server.address() as AddressInfo;
  return { host: `127.0.0.1:${port}`, port, requests };
}

const fetchFrom = (hosts: string, limits: Partial<FetchLimits> = {}) =>
  createFetchMedia({ allowedHosts: parseAllowedHosts(hosts), limits });

/** A download that gives nothing must leave nothing either. */
async function fetched(fetchMedia: FetchMedia, url: string): Promise<FetchOutcome> {
  const outcome = await fetchMedia(url, folder);
  expect(await readdir(folder)).toHaveLength(outcome.kind === "ok" ? 1 : 0);
  return outcome;
}

describe("fetchMedia", () => {
  test("stores what a trusted host gives and names its format", async () => {
    const { host } = await serve((_request, response) => response.end(MP4));
    const outcome = await fetched(fetchFrom(host), `http://${host}/a.mp4`);
    expect(outcome).toMatchObject({ kind: "ok", bytes: MP4.length, format: { container: "mp4" } });
    const [name = ""] = await readdir(folder);
    expect(await readFile(join(folder, name))).toEqual(MP4);
  });

  test("follows up to three redirects, each of them checked", async () => {
    const { host, requests } = await serve((request, response) => {
      const hop = Number(request.url?.slice(1));
      if (hop === 3) response.end(MP4);
      else response.writeHead(302, { location: `/${hop + 1}` }).end();
    });
    expect(await fetched(fetchFrom(host), `http://${host}/0`)).toMatchObject({ kind: "ok" });
    expect(requests).toEqual(["/0", "/1", "/2", "/3"]);
  });

  test("gives up at the fourth redirect", async () => {
    const { host, requests } = await serve((_request, response) =>
      response.writeHead(307, { location: "/again" }).end(),
    );
    const outcome = await fetched(fetchFrom(host), `http://${host}/0`);
    expect(outcome).toEqual({ kind: "refused", reason: "too-many-redirects" });
    expect(requests).toHaveLength(4);
  });

  test.each([
    ["http://127.0.0.1:{other}/secret", "private-address"],
    ["http://169.254.169.254/latest/meta-data", "private-address"],
    ["http://[::ffff:127.0.0.1]:{other}/secret", "private-address"],
    ["http://0x7f.1:{other}/secret", "private-address"],
    ["https://unlisted.example/x.mp4", "host-not-allowed"],
    ["file:///etc/passwd", "scheme"],
    ["data:video/mp4;base64,AAAA", "scheme"],
  ])("does not follow a redirect to %s", async (target, reason) => {
    const secret = await serve((_request, response) => response.end(MP4));
    const location = target.replace("{other}", String(secret.port));
    const { host } = await serve((_request, response) =>
      response.writeHead(302, { location }).end(),
    );
    expect(await fetched(fetchFrom(host), `http://${host}/`)).toEqual({ kind: "refused", reason });
    expect(secret.requests).toEqual([]);
  });

  test.each([
    ["http://127.0.0.1/a", "private-address"],
    ["https://127.0.0.1./a", "private-address"],
    ["https://2130706433/a", "private-address"],
    ["https://[::1]/a", "private-address"],
    ["https://[::127.0.0.1]/a", "private-address"],
    ["https://168.63.129.16/a", "private-address"],
    ["http://cdn.example/a", "scheme"],
    ["https://cdn.example:8443/a", "scheme"],
    ["https://user:pass@cdn.example/a", "credentials-in-url"],
    ["ftp://cdn.example/a", "scheme"],
    ["https://", "broken-url"],
    ["not a url", "broken-url"],
  ])("refuses %s without connecting", async (url, reason) => {
    const fetchMedia = createFetchMedia({
      allowedHosts: parseAllowedHosts("cdn.example"),
      resolve: () => Promise.reject(new Error("asked for an address")),
    });
    expect(await fetched(fetchMedia, url)).toEqual({ kind: "refused", reason });
  });

  test.each([
    ["a private address", [{ address: "10.0.0.7", family: 4 }]],
    [
      "one private address among public ones",
      [
        { address: "1.1.1.1", family: 4 },
        { address: "::1", family: 6 },
      ],
    ],
  ])("refuses an allowed name that resolves to %s", async (_case, addresses) => {
    const fetchMedia = createFetchMedia({
      allowedHosts: parseAllowedHosts("*.example"),
      resolve: () => Promise.resolve(addresses),
    });
    const outcome = await fetched(fetchMedia, "https://cdn.example/a.mp4");
    expect(outcome).toEqual({ kind: "refused", reason: "private-address" });
  });

  test("asks for an address once, so that a second answer cannot lead elsewhere", async () => {
    const { host, port, requests } = await serve((_request, response) => response.end(MP4));
    let asked = 0;
    const fetchMedia = createFetchMedia({
      allowedHosts: parseAllowedHosts(`rebinding.example:${port}`),
      resolve: () => {
        asked += 1;
        return Promise.resolve([{ address: asked === 1 ? "127.0.0.1" : "192.0.2.1", family: 4 }]);
      },
    });
    const outcome = await fetched(fetchMedia, `http://rebinding.example:${port}/a.mp4`);
    expect({ outcome: outcome.kind, asked, requests, host }).toMatchObject({
      outcome: "ok",
      asked: 1,
      requests: ["/a.mp4"],
    });
  });

  test.each([
    [403, { kind: "gone", status: 403 }],
    [404, { kind: "gone", status: 404 }],
    [410, { kind: "gone", status: 410 }],
    [429, { kind: "unavailable", reason: "status-429" }],
    [503, { kind: "unavailable", reason: "status-503" }],
    [401, { kind: "refused", reason: "status-401" }],
    [206, { kind: "refused", reason: "status-206" }],
  ])("answers %i with its outcome", async (status, expected) => {
    const { host } = await serve((_request, response) => response.writeHead(status).end(MP4));
    expect(await fetched(fetchFrom(host), `http://${host}/`)).toEqual(expected);
  });

  test.each([
    ["a manifest", "#EXTM3U\n/etc/passwd", "hls-manifest"],
    ["nothing", "", "empty"],
    ["a page", "<!doctype html><html></html>", "html"],
  ])("refuses %s whatever its type says", async (_case, body, reason) => {
    const { host } = await serve((_request, response) =>
      response.writeHead(200, { "content-type": "video/mp4" }).end(body),
    );
    const outcome = await fetched(fetchFrom(host), `http://${host}/a.mp4`);
    expect(outcome).toEqual({ kind: "refused", reason });
  });

  test("refuses a compressed body", async () => {
    const { host } = await serve((_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(MP4),
    );
    const outcome = await fetched(fetchFrom(host), `http://${host}/`);
    expect(outcome).toEqual({ kind: "refused", reason: "encoded-body" });
  });

  test("stops at the size cap, announced or not", async () => {
    const announced = await serve((_request, response) =>
      response.writeHead(200, { "content-length": 1_000_000 }).write(MP4),
    );
    const endless = await serve((_request, response) => {
      const more = () => {
        while (response.write(MP4));
      };
      response.on("drain", more);
      more();
    });
    for (const { host } of [announced, endless])
      expect(await fetched(fetchFrom(host, { maxBytes: 100_000 }), `http://${host}/`)).toEqual({
        kind: "refused",
        reason: "too-large",
      });
  });

  test("gives up on a host that goes silent, before or within the body", async () => {
    const before = await serve(() => undefined);
    const within = await serve((_request, response) => response.writeHead(200).write(MP4));
    for (const { host } of [before, within])
      expect(await fetched(fetchFrom(host, { idleMs: 60 }), `http://${host}/`)).toEqual({
        kind: "unavailable",
        reason: "idle",
      });
  });

  test("gives up on a body that keeps trickling past the total time", async () => {
    const { host } = await serve((_request, response) => {
      const timer = setInterval(() => response.write("x"), 5);
      response.on("close", () => clearInterval(timer));
    });
    const outcome = await fetched(
      fetchFrom(host, { totalMs: 900, idleMs: 300 }),
      `http://${host}/`,
    );
    expect(outcome).toEqual({ kind: "unavailable", reason: "too-slow" });
  });

  test("says that a host cannot be reached", async () => {
    const { host } = await serve(() => undefined);
    for (const close of closing.splice(0)) close();
    const outcome = await fetched(fetchFrom(host), `http://${host}/`);
    expect(outcome).toMatchObject({ kind: "unavailable", reason: "econnrefused" });
  });
});
