import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EVENT_TYPES, type EventType } from "#lib/events/catalogue/catalogue.ts";
import { exampleEvent } from "#lib/events/example-event.ts";
import { qstashSubscriptionsOf, subscriptionsOf, urlGroupName } from "#lib/events/routing.ts";
import { syncUrlGroups } from "#lib/events/sync-url-groups.ts";
import { openQueue, openUrlGroups } from "#lib/vendors/qstash.ts";
import {
  type Inbox,
  type Receiver,
  startReceiver,
} from "#tests/contracts/qstash-support/receiver.ts";
import { startTemporaryQstash } from "#tests/contracts/qstash-support/service.ts";
import { completeEnvironment } from "#tests/support/complete-environment.ts";

let qstash: Awaited<ReturnType<typeof startTemporaryQstash>>;
let receiver: Receiver;

beforeAll(async () => {
  qstash = await startTemporaryQstash({ retryScale: 1_000 });
  receiver = await startReceiver({ port: 0, publicUrl: undefined, deadlineMs: 15_000 });
});
afterAll(async () => {
  await qstash.close();
  await receiver.close();
});

const config = () => ({
  url: qstash.env["QSTASH_URL"] ?? "",
  token: qstash.env["QSTASH_TOKEN"] ?? "",
  currentSigningKey: qstash.env["QSTASH_CURRENT_SIGNING_KEY"] ?? "",
  nextSigningKey: qstash.env["QSTASH_NEXT_SIGNING_KEY"] ?? "",
});

const groupsOf = async (environmentName: string) => {
  const groups = await openUrlGroups(config()).list();
  return groups.filter(({ name }) => name.startsWith(`${environmentName}.`));
};

type Run = { code: number; output: string };

/** The command as a person or a pipeline runs it, on a preview of the given branch. */
function runSync(args: string[], { branch, origin = "https://one.test" }: Preview): Promise<Run> {
  const env = {
    ...completeEnvironment,
    ...qstash.env,
    APP_ORIGIN: origin,
    NODE_ENV: "test" as const,
    VERCEL_ENV: "preview",
    VERCEL_GIT_COMMIT_REF: branch,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, ["scripts/topics-sync.ts", ...args], { env }, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, output: out + err });
    });
  });
}

type Preview = { branch: string; origin?: string };

const uniqueBranch = () => `feature/${randomUUID().slice(0, 8)}`;
const environmentOf = (branch: string) => `preview-${branch.replace("/", "-")}`;

describe("topics:sync", () => {
  test("makes the groups of a preview, follows its address, and says so when nothing differs", async () => {
    const branch = uniqueBranch();
    const made = await runSync([], { branch });
    expect(made.code).toBe(0);
    expect(made.output).toContain(`+ ${environmentOf(branch)}.new-video-posted.video.posted`);
    expect(await runSync(["--check"], { branch })).toMatchObject({ code: 0 });

    const origin = "https://two.test";
    const moved = await runSync(["--check"], { branch, origin });
    expect(moved.code).toBe(1);
    expect(moved.output).toMatch(/^- .*video\.posted caption-parser$/m);
    expect(moved.output).toMatch(/^\+ .*video\.posted caption-parser$/m);
    const before = await groupsOf(environmentOf(branch));
    expect(before.flatMap(({ endpoints }) => endpoints).map(({ url }) => url)).not.toContainEqual(
      expect.stringContaining(origin),
    );

    expect((await runSync([], { branch, origin })).code).toBe(0);
    const again = await runSync([], { branch, origin });
    expect(again.output).toContain("are right");
    const after = await groupsOf(environmentOf(branch));
    expect(
      after.flatMap(({ endpoints }) => endpoints).every(({ url }) => url.startsWith(origin)),
    ).toBe(true);
  });

  test("removes a group and an endpoint that no subscription asks for, of this environment alone", async () => {
    const [branch, other] = [uniqueBranch(), uniqueBranch()];
    await runSync([], { branch });
    const store = openUrlGroups(config());
    const endpoints = [{ name: "bygone", url: "https://one.test/api/workers/bygone" }];
    const posted = urlGroupName(environmentOf(branch), "video.posted");
    await store.add({ name: posted, endpoints });
    await store.add({ name: `${environmentOf(branch)}.order-events.order.paid`, endpoints });
    await store.add({ name: `${environmentOf(other)}.bygone`, endpoints });
    const { code, output } = await runSync(["--check"], { branch });
    expect(code).toBe(1);
    expect(output.match(/^[-+] /gm)).toHaveLength(2);
    await runSync([], { branch });
    const names = (await groupsOf(environmentOf(branch))).map(({ name }) => name);
    expect(names).toHaveLength(
      EVENT_TYPES.filter((type) => qstashSubscriptionsOf(type).length > 0).length,
    );
    expect((await runSync(["--check"], { branch })).code).toBe(0);
    expect(await groupsOf(environmentOf(other))).toHaveLength(1);
  });

  test("gives no group to events that only readers of the log subscribe to", async () => {
    const branch = uniqueBranch();
    await runSync([], { branch });
    const endpoints = (await groupsOf(environmentOf(branch))).flatMap((group) => group.endpoints);
    expect(endpoints.map(({ name }) => name)).not.toContain("analytics-service");
    expect(subscriptionsOf("order.paid").length).toBeGreaterThan(0);
    const names = (await groupsOf(environmentOf(branch))).map(({ name }) => name);
    expect(names).not.toContain(urlGroupName(environmentOf(branch), "order.paid"));
  });

  test("takes away all groups of a branch that is closed, and nobody else's", async () => {
    const branch = uniqueBranch();
    const longer = `${branch}-2`;
    await runSync([], { branch });
    await runSync([], { branch: longer });
    const here = { branch: "main" };
    const told = await runSync(["--remove", "--branch", branch, "--check"], here);
    expect(told.code).toBe(1);
    expect((await groupsOf(environmentOf(branch))).length).toBeGreaterThan(0);
    const removed = await runSync(["--remove", "--branch", branch], here);
    expect(removed.code).toBe(0);
    expect(removed.output).toContain(`- ${environmentOf(branch)}.new-video-posted.video.posted`);
    expect(await groupsOf(environmentOf(branch))).toEqual([]);
    expect((await groupsOf(environmentOf(longer))).length).toBeGreaterThan(0);
    const again = await runSync(["--remove", "--environment", environmentOf(branch)], here);
    expect(again).toMatchObject({ code: 0, output: expect.stringContaining("has no URL groups") });
  });

  test("takes away production's groups only when it is told that this is meant", async () => {
    const store = openUrlGroups(config());
    await store.add({ name: "prod.any", endpoints: [{ name: "one", url: "https://shop.test/1" }] });
    const remove = ["--remove", "--environment", "prod"];
    const refused = await runSync(remove, { branch: "main" });
    expect(refused).toMatchObject({ code: 1, output: expect.stringContaining("--force") });
    expect(await groupsOf("prod")).toHaveLength(1);
    expect(await runSync([...remove, "--force"], { branch: "main" })).toMatchObject({ code: 0 });
    expect(await groupsOf("prod")).toEqual([]);
  });

  test.each([
    ["--remove", "--environment", ""],
    ["--remove", "--environment", "preview-a.b"],
    ["--force"],
  ])("refuses %s %s %s", async (...args) => {
    expect((await runSync(args, { branch: "main" })).code).toBe(1);
  });
});

describe("a delivery", () => {
  async function openEnvironment(protectionBypass: string | null = null) {
    const inbox = receiver.openInbox();
    const environment = { environmentName: environmentOf(uniqueBranch()), origin: inbox.url };
    await syncUrlGroups(openUrlGroups(config()), environment);
    const queue = openQueue({ ...config(), ...environment, parallelism: 10, protectionBypass });
    return { inbox, queue };
  }

  const outgoing = (eventType: EventType) => {
    const eventId = randomUUID();
    const body = JSON.stringify(exampleEvent(eventType));
    return { eventId, eventType, body, deduplicationId: eventId };
  };

  const consumerIn = (url: string) => new URL(url).pathname.split("/").at(-1) ?? "";

  const deliveriesIn = ({ arrivals }: Inbox) =>
    arrivals.map(({ url, body }) => {
      const { metadata } = JSON.parse(body) as { metadata: { eventType: string } };
      return `${metadata.eventType} to ${consumerIn(url)}`;
    });

  test("comes to exactly the consumers whose filter takes its type", async () => {
    const { inbox, queue } = await openEnvironment();
    const results = await queue.publish(EVENT_TYPES.map(outgoing));
    expect(results).toEqual(EVENT_TYPES.map(() => ({ kind: "accepted" })));
    const expected = EVENT_TYPES.flatMap((type) =>
      qstashSubscriptionsOf(type).map(({ consumer }) => `${type} to ${consumer}`),
    );
    await inbox.received(expected.length);
    expect(deliveriesIn(inbox).toSorted()).toEqual(expected.toSorted());
  });

  test("and the report of its failure pass the wall of a protected preview", async () => {
    const { inbox, queue } = await openEnvironment("secret-of-the-wall");
    inbox.answer((_index, { url }) =>
      url.includes("/failed")
        ? { status: 200 }
        : { status: 489, headers: { "Upstash-NonRetryable-Error": "true" } },
    );
    await queue.publish([outgoing("content.published")]);
    await queue.redeliver(outgoing("video.posted"), "auto-tagger");
    const arrivals = await inbox.received(4);
    expect(arrivals.map(({ url }) => consumerIn(url)).toSorted()).toEqual([
      "auto-tagger",
      "failed",
      "failed",
      "shop-cache-invalidator",
    ]);
    for (const { headers } of arrivals)
      expect(headers["x-vercel-protection-bypass"]).toBe("secret-of-the-wall");
  });

  test("carries no such header where there is no wall", async () => {
    const { inbox, queue } = await openEnvironment();
    await queue.publish([outgoing("content.published")]);
    const [arrival] = await inbox.received(1);
    expect(arrival?.headers).not.toHaveProperty("x-vercel-protection-bypass");
  });
});
