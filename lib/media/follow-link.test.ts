import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseAllowedHosts } from "./allowed-hosts.ts";
import { followLink } from "./follow-link.ts";

let server: Server;
let here: string;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push(path);
    const to: Record<string, string> = {
      "/short": "/second",
      "/second": "https://www.tiktok.com/@nalu?_t=1",
      "/inward": "http://127.0.0.1:1/secret",
      "/elsewhere": "https://evil.example/@nalu",
      "/round": "/round",
    };
    const location = to[path];
    if (path === "/broken") response.writeHead(503).end();
    else if (location === undefined) response.writeHead(200).end("a page");
    else response.writeHead(302, { location }).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on TCP has an address with a port.
  here = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const follow = (url: string) =>
  followLink(url, {
    hosts: parseAllowedHosts(`tiktok.com,*.tiktok.com,${here}`),
    isGoal: (each) => /tiktok\.com\/@\w+/.test(each),
  });

describe("followLink", () => {
  test("stops at what was looked for, without opening it", async () => {
    const url = "https://www.tiktok.com/@nalu?_t=1";
    expect(await follow(`http://${here}/short`)).toEqual({ kind: "arrived", url });
    expect(asked.filter((path) => path.includes("@"))).toEqual([]);
  });

  test.each(["/inward", "/page", "/round"])("is refused where %s leads", async (path) => {
    expect(await follow(`http://${here}${path}`)).toEqual({ kind: "refused" });
  });

  test.each([
    "http://vm.tiktok.com/ZM1",
    "https://vm.tiktok.com:8443/ZM1",
    "https://user:pass@vm.tiktok.com/ZM1",
    "https://127.0.0.1/ZM1",
    "https://tiktok.com.evil.example/ZM1",
    "file:///etc/passwd",
  ])("never asks %s", async (url) => {
    expect(await follow(url)).toEqual({ kind: "refused" });
  });

  test("says so when a host does not answer properly", async () => {
    expect(await follow(`http://${here}/broken`)).toEqual({ kind: "unavailable" });
  });

  test("asks no host whose name leads inside", async () => {
    const hosts = parseAllowedHosts("localhost");
    const answer = await followLink("https://localhost/ZM1", { hosts, isGoal: () => false });
    expect(answer).toEqual({ kind: "unavailable" });
  });
});
