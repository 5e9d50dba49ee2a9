import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { openPush } from "#lib/vendors/pusher.ts";
import { startPusher } from "#local/pusher/start-pusher.ts";
import { pusherServiceAt } from "./pusher-service.ts";

test("asks the service for channels of shops alone, so that no other name leaves it", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "pusher-"));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const standIn = await startPusher({ port: 0, dataDir, log: () => undefined });
  const { env } = standIn;
  const service = pusherServiceAt({ env, stop: () => standIn.close() });
  onTestFinished(() => service.close());
  const client = service.connect();
  for (const name of ["shop-nalu", `private-seller-${randomUUID()}`]) client.subscribe(name);
  await vi.waitFor(async () => {
    const all = await service.server.get({ path: "/channels", params: {} });
    expect(Object.keys(((await all.json()) as { channels: object }).channels)).toHaveLength(2);
  }, 5000);
  const push = openPush({
    appId: service.appId,
    key: service.key,
    secret: service.secret,
    cluster: env["PUSHER_CLUSTER"] ?? "",
    endpoint: { host: env["PUSHER_HOST"] ?? "", port: Number(env["PUSHER_PORT"]) },
  });
  expect(Object.keys(await push.channelCounts())).toEqual(["shop-nalu"]);
});
