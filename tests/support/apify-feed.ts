import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startApify } from "#local/apify/start-apify.ts";
import { openScraper } from "#lib/vendors/apify.ts";

export type Notification = {
  url: string;
  secret: string | undefined;
  protectionBypass: string | undefined;
  body: unknown;
};

/**
 * The Apify stand-in over a feed that a test writes, the real client on it, and a receiver of its
 * notifications, which hands each to `onNotification` and answers 200.
 */
export async function openApifyFeed() {
  const root = await mkdtemp(join(tmpdir(), "apify-feed-"));
  const feedDir = join(root, "feed");
  await mkdir(feedDir);
  const standIn = await startApify({
    port: 0,
    dataDir: join(root, "data"),
    feedDir,
    log: () => undefined,
    runDurationMs: 20,
    webhookRetryBaseMs: 20,
  });
  const receiver: { onNotification: (notification: Notification) => Promise<unknown> } = {
    onNotification: () => Promise.resolve(),
  };
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
      const secret = request.headers["x-webhook-secret"]?.toString();
      const protectionBypass = request.headers["x-vercel-protection-bypass"]?.toString();
      const url = `http://receiver${request.url}`;
      await receiver.onNotification({ url, secret, protectionBypass, body });
      response.writeHead(200).end();
    })().catch(() => response.writeHead(500).end());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on TCP has an address with a port.
  const { port } = server.address() as AddressInfo;
  const secret = randomUUID();
  const config = {
    token: standIn.env["APIFY_TOKEN"] ?? "",
    baseUrl: standIn.url,
    actorId: standIn.env["APIFY_ACTOR_ID"] ?? "",
    webhookSecret: secret,
    webhookUrl: `http://127.0.0.1:${port}/api/webhooks/apify`,
    protectionBypass: null,
  };
  return {
    config,
    scraper: openScraper(config),
    faults: standIn.faults,
    receiver,
    secret,
    /** What the profile shows from its n-th scrape on. */
    async show(handle: string, items: unknown[], { scrape = 1 } = {}) {
      await mkdir(join(feedDir, handle), { recursive: true });
      const name = scrape === 1 ? "items.json" : `items.${scrape}.json`;
      await writeFile(join(feedDir, handle, name), JSON.stringify(items));
    },
    async setState(handle: string, state: string) {
      await mkdir(join(feedDir, handle), { recursive: true });
      await writeFile(join(feedDir, handle, "profile.json"), JSON.stringify({ state }));
    },
    async decideNextRun(outcome: { status: string; rows?: number }) {
      const answer = await fetch(`${standIn.url}/_outcome`, {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(outcome),
      });
      if (!answer.ok) throw new Error(`the stand-in answered ${answer.status}`);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await standIn.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
