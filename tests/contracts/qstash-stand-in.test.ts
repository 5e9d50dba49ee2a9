import { describe, expect, test } from "vitest";
import { FaultSwitch, faultRule } from "#local/faults.ts";
import type { QstashOptions } from "#local/qstash/start-qstash.ts";
import { useStandIns } from "./qstash-support/use-stand-ins.ts";
import { VirtualClock } from "./qstash-support/virtual-clock.ts";
import { waitFor } from "./qstash-support/wait-for.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const { open, openOn, openInbox, temporaryDir } = useStandIns();

test("a port in use is refused and leaves the folder to the next start", async () => {
  const first = await open();
  const dataDir = await temporaryDir();
  const port = Number(new URL(first.url).port);
  await expect(openOn(dataDir, { port })).rejects.toThrow(/EADDRINUSE/);
  const second = await openOn(dataDir);
  expect(await second.client.urlGroups.list()).toEqual([]);
});

describe("credentials", () => {
  test("are drawn per data folder and are not the public development keys", async () => {
    const [one, two] = [await open(), await open()];
    expect(one.env.QSTASH_CURRENT_SIGNING_KEY).toMatch(/^sig_.{28}$/);
    expect(one.env.QSTASH_CURRENT_SIGNING_KEY).not.toBe(two.env.QSTASH_CURRENT_SIGNING_KEY);
    expect(one.env.QSTASH_TOKEN).not.toBe(two.env.QSTASH_TOKEN);
    expect(one.env.QSTASH_CURRENT_SIGNING_KEY).not.toBe("sig_7kYjw48mhY7kAjqNGcy6cr29RJ6r");
  });

  test("rotate so that the next key signs and an app with the old pair still verifies once", async () => {
    const qstash = await open();
    const inbox = openInbox();
    const rotate = () =>
      fetch(`${qstash.url}/v2/keys/rotate`, {
        method: "POST",
        headers: { authorization: `Bearer ${qstash.token}` },
      });
    const verified = async (index: number) => {
      await qstash.client.publish({ url: inbox.url, body: String(index) });
      const arrival = (await inbox.received(index + 1))[index];
      const signature = arrival?.headers["upstash-signature"] ?? "";
      return qstash.signatures
        .verify({ signature, body: arrival?.body ?? "", clockTolerance: 5 })
        .catch(() => false);
    };
    expect(await verified(0)).toBe(true);
    await rotate();
    expect(await verified(1)).toBe(true);
    await rotate();
    expect(await verified(2)).toBe(false);
  });
});

describe("time", () => {
  test("a deduplication id is free again after ten minutes, not before", async () => {
    const clock = new VirtualClock(Date.now());
    const qstash = await open({ clock });
    const inbox = openInbox();
    const publish = () => qstash.client.publish({ url: inbox.url, deduplicationId: "d" });
    const first = await publish();
    clock.advance(10 * MINUTE_MS - 1);
    expect(await publish()).toMatchObject({ messageId: first.messageId, deduplicated: true });
    clock.advance(1);
    expect(await publish()).toEqual({ messageId: expect.not.stringMatching(first.messageId) });
    await inbox.received(2);
  });

  test("a delayed message leaves when its time comes", async () => {
    const clock = new VirtualClock(Date.now());
    const qstash = await open({ clock });
    const inbox = openInbox();
    const { messageId } = await qstash.client.publish({ url: inbox.url, delay: "7d" });
    clock.advance(7 * 24 * HOUR_MS - 1);
    expect(await qstash.client.messages.get(messageId)).toMatchObject({ messageId });
    clock.advance(1);
    await inbox.received(1);
  });

  test("retries follow the schedule of the service to the second", async () => {
    const clock = new VirtualClock(Date.now());
    const qstash = await open({ clock, retryScale: 1 });
    const inbox = openInbox();
    inbox.answer(() => ({ status: 500 }));
    const { messageId } = await qstash.client.publish({ url: inbox.url, retries: 5 });
    for (const [index, seconds] of [12, 148, 1808, 22_026, 86_400].entries()) {
      await inbox.received(index + 1);
      const planned = await waitFor("the next attempt to be planned", async () => {
        const message = await qstash.client.messages.get(messageId);
        return (message.notBefore ?? 0) > clock.now() && message.notBefore;
      });
      expect(planned - clock.now()).toBe(seconds * 1000);
      clock.advance(seconds * 1000);
    }
    await inbox.received(6);
    await waitFor(
      "the dead letter",
      async () => (await qstash.client.dlq.listMessages()).messages[0],
    );
  });

  test("the scale divides what the destination asks for", async () => {
    const clock = new VirtualClock(Date.now());
    const qstash = await open({ clock, retryScale: 100 });
    const inbox = openInbox();
    inbox.answer(() => ({ status: 500, headers: { "Retry-After": "60" } }));
    const { messageId } = await qstash.client.publish({ url: inbox.url });
    await inbox.received(1);
    const planned = await waitFor("the retry to be planned", async () => {
      const message = await qstash.client.messages.get(messageId);
      return (message.notBefore ?? 0) > clock.now() && message.notBefore;
    });
    expect(planned - clock.now()).toBe(600);
  });

  test("no retry comes sooner than the least wait, whatever the destination asks for", async () => {
    const clock = new VirtualClock(Date.now());
    const qstash = await open({ clock, minRetryDelayMs: 250 });
    const inbox = openInbox();
    inbox.answer(() => ({ status: 500, headers: { "Retry-After": "0" } }));
    const { messageId } = await qstash.client.publish({ url: inbox.url });
    await inbox.received(1);
    const planned = await waitFor("the retry to be planned", async () => {
      const message = await qstash.client.messages.get(messageId);
      return (message.notBefore ?? 0) > clock.now() && message.notBefore;
    });
    expect(planned - clock.now()).toBe(250);
  });

  test("a schedule makes one message per tick, none while paused", async () => {
    const start = Date.UTC(2030, 0, 7, 8, 59, 30);
    const clock = new VirtualClock(start);
    const qstash = await open({ clock });
    const inbox = openInbox();
    const { scheduleId } = await qstash.client.schedules.create({
      destination: inbox.url,
      cron: "*/30 9 * * 1-5",
      body: "tick",
    });
    clock.advance(30_000);
    clock.advance(30 * MINUTE_MS);
    const [first, second] = await inbox.received(2);
    expect(first).toMatchObject({ body: "tick", headers: { "upstash-schedule-id": scheduleId } });
    expect(second?.headers["upstash-message-id"]).not.toBe(first?.headers["upstash-message-id"]);
    await waitFor("the schedule to note its success", async () => {
      const { lastScheduleStates } = await qstash.client.schedules.get(scheduleId);
      return Object.values(lastScheduleStates ?? {}).includes("SUCCESS");
    });

    const ticks = async () => {
      const { logs } = await qstash.client.logs({ filter: { scheduleId, state: "CREATED" } });
      return logs.length;
    };
    await qstash.client.schedules.pause({ schedule: scheduleId });
    clock.advance(24 * HOUR_MS);
    expect(await ticks()).toBe(2);
    await qstash.client.schedules.resume({ schedule: scheduleId });
    clock.advance(24 * HOUR_MS);
    expect(await ticks()).toBe(4);
    expect((await qstash.client.schedules.get(scheduleId)).lastScheduleTime).toBe(
      Date.UTC(2030, 0, 9, 9, 30),
    );
  });

  test("flow control lets the next ones go when the period is over", async () => {
    const clock = new VirtualClock(Date.now());
    const qstash = await open({ clock });
    const inbox = openInbox();
    for (let n = 0; n < 5; n += 1) {
      await qstash.client.publishJSON({
        url: inbox.url,
        body: n,
        flowControl: { key: "k", rate: 2, period: "1m" },
      });
    }
    await inbox.received(2);
    clock.advance(MINUTE_MS - 1);
    expect((await qstash.client.flowControl.get("k")).waitListSize).toBe(3);
    clock.advance(1);
    await inbox.received(4);
    clock.advance(MINUTE_MS);
    await inbox.received(5);
  });

  test("dead letters are gone after their retention", async () => {
    const clock = new VirtualClock(Date.now());
    const qstash = await open({ clock });
    const inbox = openInbox();
    inbox.answer(() => ({ status: 500 }));
    await qstash.client.publish({ url: inbox.url, retries: 0 });
    await waitFor(
      "the dead letter",
      async () => (await qstash.client.dlq.listMessages()).messages[0],
    );
    clock.advance(8 * 24 * HOUR_MS);
    expect((await qstash.client.dlq.listMessages()).messages).toEqual([]);
  });
});

describe("faults", () => {
  const rule = (given: unknown) => faultRule.parse(given);

  async function openWith(rules: unknown[], options: Partial<QstashOptions> = {}) {
    const faults = new FaultSwitch(7);
    faults.set(rules.map(rule));
    return open({ faults, ...options });
  }

  test("duplicate delivers the same message twice", async () => {
    const qstash = await openWith([{ kind: "duplicate", path: "deliver:", times: 1 }]);
    const inbox = openInbox();
    const { messageId } = await qstash.client.publish({ url: inbox.url });
    const arrivals = await inbox.received(2);
    expect(arrivals.map(({ headers }) => headers["upstash-message-id"])).toEqual([
      messageId,
      messageId,
    ]);
  });

  test("reorder lets later messages pass", async () => {
    const clock = new VirtualClock(Date.now());
    const qstash = await openWith(
      [{ kind: "reorder", path: "deliver:", times: 1, delayMs: 60_000 }],
      { clock },
    );
    const inbox = openInbox();
    await qstash.client.publish({ url: inbox.url, body: "first" });
    await qstash.client.publish({ url: inbox.url, body: "second" });
    await inbox.received(1);
    clock.advance(60_000);
    const arrivals = await inbox.received(2);
    expect(arrivals.map(({ body }) => body)).toEqual(["second", "first"]);
    expect(arrivals.map(({ headers }) => headers["upstash-retried"])).toEqual(["0", "0"]);
  });

  test("drop is a failed attempt that never arrived", async () => {
    const qstash = await openWith([{ kind: "drop", path: "deliver:", times: 1 }]);
    const inbox = openInbox();
    await qstash.client.publish({ url: inbox.url });
    const [arrival] = await inbox.received(1);
    expect(arrival?.headers["upstash-retried"]).toBe("1");
  });

  test("lose_answer delivers, then delivers again as a retry", async () => {
    const qstash = await openWith([{ kind: "lose_answer", path: "deliver:", times: 1 }]);
    const inbox = openInbox();
    await qstash.client.publish({ url: inbox.url });
    const arrivals = await inbox.received(2);
    expect(arrivals.map(({ headers }) => headers["upstash-retried"])).toEqual(["0", "1"]);
  });

  test("delay slows only the destination it names", async () => {
    const clock = new VirtualClock(Date.now());
    const [slow, quick] = [openInbox(), openInbox()];
    const qstash = await openWith([{ kind: "delay", path: `deliver:${slow.url}`, delayMs: 5000 }], {
      clock,
    });
    await qstash.client.publish({ url: slow.url });
    await qstash.client.publish({ url: quick.url });
    await quick.received(1);
    expect(slow.arrivals).toHaveLength(0);
    clock.advance(5000);
    await slow.received(1);
  });

  test("an answer lost on publish leaves the message accepted; the SDK's repeat is deduplicated", async () => {
    const qstash = await openWith([{ kind: "lose_answer", path: "/v2/publish", times: 1 }]);
    const inbox = openInbox();
    const answer = await qstash.client.publish({ url: inbox.url, deduplicationId: "d" });
    expect(answer).toMatchObject({ deduplicated: true });
    const [arrival] = await inbox.received(1);
    expect(arrival?.headers["upstash-message-id"]).toBe(answer.messageId);
  });
});

describe("for people", () => {
  test("the page shows deliveries, dead letters and groups, escaped and without bodies", async () => {
    const qstash = await open();
    const inbox = openInbox();
    inbox.answer(() => ({ status: 500 }));
    const url = `${inbox.url}?a=1&b=<i>`;
    await qstash.client.urlGroups.addEndpoints({ name: "videos", endpoints: [{ url }] });
    await qstash.client.publish({ url: inbox.url, body: "private words", retries: 0 });
    await waitFor(
      "the dead letter",
      async () => (await qstash.client.dlq.listMessages()).messages[0],
    );
    const response = await fetch(`${qstash.url}/`);
    const page = await response.text();
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(page).toContain("videos");
    expect(page).toContain("FAILED");
    expect(page).toContain("&lt;i&gt;");
    expect(page).not.toContain("<i>");
    expect(page).not.toContain("private words");
  });

  test("the log has one line per attempt, without the query or the body", async () => {
    const lines: string[] = [];
    const log = (message: string, fields?: Record<string, unknown>) => {
      lines.push(JSON.stringify({ message, ...fields }));
    };
    const qstash = await open({ log });
    const inbox = openInbox();
    inbox.answer((index) => ({ status: index === 0 ? 500 : 200 }));
    const { messageId } = await qstash.client.publish({
      url: `${inbox.url}?phone=0812`,
      body: "private words",
    });
    await waitFor("two lines", () => lines.length === 2);
    const shown = lines.map((line): unknown => JSON.parse(line));
    const destination = new URL(inbox.url).pathname;
    expect(shown).toEqual([
      {
        message: "delivery",
        messageId,
        destination,
        attempt: 1,
        status: 500,
        ms: expect.any(Number),
      },
      {
        message: "delivery",
        messageId,
        destination,
        attempt: 2,
        status: 200,
        ms: expect.any(Number),
      },
    ]);
    expect(lines.join()).not.toContain("0812");
  });
});
