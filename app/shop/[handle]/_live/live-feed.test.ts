import { describe, expect, test } from "vitest";
import { startLiveFeed, type Changes, type SocketListener } from "./live-feed.ts";
import type { Rendered } from "./live-page.ts";

const NOTHING: Changes = { live: [], removed: [] };
const page = (versions: Record<string, number>): Rendered => ({
  versions,
  readAt: "2026-11-20T08:00:00.000Z",
});

/** A browser on a virtual clock: `pass` lets time go by and runs what was due. */
function openPage(versions: Record<string, number>) {
  let nowMs = 0;
  let timers: { atMs: number; work: () => void }[] = [];
  const world = {
    refreshes: [] as number[],
    announced: [] as string[],
    asked: [] as string[],
    changes: NOTHING,
    hidden: false,
    apiDown: false,
    disconnected: false,
  };
  let socket: SocketListener | undefined;
  const feed = startLiveFeed(
    {
      connect(listener) {
        socket = listener;
        return () => {
          world.disconnected = true;
        };
      },
      readChanges(since) {
        world.asked.push(since);
        return world.apiDown ? Promise.reject(new Error("down")) : Promise.resolve(world.changes);
      },
      refresh: () => world.refreshes.push(nowMs),
      announce: (text) => world.announced.push(text),
      after(delayMs, work) {
        const timer = { atMs: nowMs + delayMs, work };
        timers.push(timer);
        return () => {
          timers = timers.filter((other) => other !== timer);
        };
      },
      random: () => 0.5,
      isHidden: () => world.hidden,
    },
    { rendered: page(versions), concerns: () => true },
  );
  const pass = async (ms: number): Promise<void> => {
    const endMs = nowMs + ms;
    for (;;) {
      const due = timers.filter(({ atMs }) => atMs <= endMs).toSorted((a, b) => a.atMs - b.atMs)[0];
      if (!due) break;
      nowMs = due.atMs;
      timers = timers.filter((timer) => timer !== due);
      due.work();
      await Promise.resolve();
      await Promise.resolve();
    }
    nowMs = endMs;
  };
  return { world, feed, pass, socket: socket as unknown as SocketListener };
}

const pushed = (videoId: string, version: number) => ({
  video_id: videoId,
  version,
  title: `Title ${videoId}`,
});

describe("startLiveFeed", () => {
  test("refreshes on a new product and announces it once it is on the page", async () => {
    const { world, feed, pass, socket } = openPage({ a: 1 });
    socket.onUp(true);
    socket.onMessage("new_product", pushed("b", 1));
    await pass(200);
    expect(world.refreshes).toHaveLength(1);
    expect(world.announced).toEqual([]);
    feed.rendered(page({ a: 1, b: 1 }));
    expect(world.announced).toEqual(["New: Title b"]);
  });

  test("drops a version that the page shows already, or an older one", async () => {
    const { world, pass, socket } = openPage({ a: 5 });
    socket.onUp(true);
    socket.onMessage("product_updated", pushed("a", 5));
    socket.onMessage("product_updated", pushed("a", 4));
    await pass(20_000);
    expect(world.refreshes).toEqual([]);
  });

  test("drops bodies that are not ours", async () => {
    const { world, pass, socket } = openPage({ a: 1 });
    socket.onUp(true);
    for (const body of [null, "x", { video_id: 7, version: 9 }, { video_id: "a" }])
      socket.onMessage("product_updated", body);
    await pass(1_000);
    expect(world.refreshes).toEqual([]);
  });

  test("gathers a burst into one refresh", async () => {
    const { world, pass, socket } = openPage({});
    socket.onUp(true);
    for (const id of ["a", "b", "c"]) socket.onMessage("new_product", pushed(id, 1));
    await pass(300);
    expect(world.refreshes).toHaveLength(1);
  });

  test("asks for the page again while it still shows the old state, then gives up", async () => {
    const { world, feed, pass, socket } = openPage({ a: 1 });
    socket.onUp(true);
    socket.onMessage("product_updated", pushed("a", 2));
    await pass(1_000);
    expect(world.refreshes).toHaveLength(2);
    feed.rendered(page({ a: 1 }));
    await pass(60_000);
    expect(world.refreshes).toHaveLength(5);
    expect(world.announced).toEqual([]);
  });

  test("stops asking once the page shows it", async () => {
    const { world, feed, pass, socket } = openPage({ a: 1 });
    socket.onUp(true);
    socket.onMessage("product_updated", pushed("a", 2));
    await pass(200);
    feed.rendered(page({ a: 2 }));
    await pass(60_000);
    expect(world.refreshes).toHaveLength(1);
    expect(world.announced).toEqual(["Changed: Title a"]);
  });

  test("takes a product away even when its version stayed the same", async () => {
    const { world, feed, pass, socket } = openPage({ a: 3, b: 1 });
    socket.onUp(true);
    socket.onMessage("product_removed", pushed("a", 3));
    await pass(200);
    feed.rendered(page({ b: 1 }));
    expect(world.announced).toEqual(["A product has left the shop"]);
  });

  test("asks what was missed when the socket comes up, and again after each reconnect", async () => {
    const { world, pass, socket } = openPage({ a: 1 });
    socket.onUp(true);
    socket.onUp(false);
    socket.onUp(true);
    await pass(0);
    expect(world.asked).toEqual(["2026-11-20T07:59:00.000Z", "2026-11-20T07:59:00.000Z"]);
  });

  test("polls when the socket is not up within 3 s, every 10 s, and shows what it finds", async () => {
    const { world, feed, pass } = openPage({ a: 1 });
    await pass(2_900);
    expect(world.asked).toHaveLength(0);
    await pass(200);
    expect(world.asked).toHaveLength(1);
    world.changes = { live: [{ videoId: "b", version: 1, title: "Hat" }], removed: [] };
    await pass(10_200);
    expect(world.asked).toHaveLength(2);
    expect(world.refreshes).toHaveLength(1);
    feed.rendered(page({ a: 1, b: 1 }));
    expect(world.announced).toEqual(["New: Hat"]);
  });

  test("polls again when the socket is lost, and stops when it is back", async () => {
    const { world, pass, socket } = openPage({});
    socket.onUp(true);
    await pass(60_000);
    expect(world.asked).toHaveLength(1);
    socket.onUp(false);
    await pass(14_000);
    expect(world.asked).toHaveLength(3);
    socket.onUp(true);
    await pass(60_000);
    expect(world.asked).toHaveLength(4);
  });

  test("does not poll in a hidden tab and goes on when it is seen again", async () => {
    const { world, pass } = openPage({});
    world.hidden = true;
    await pass(60_000);
    expect(world.asked).toHaveLength(0);
    world.hidden = false;
    await pass(10_000);
    expect(world.asked).toHaveLength(1);
  });

  test("keeps polling while the API fails", async () => {
    const { world, pass } = openPage({});
    world.apiDown = true;
    await pass(34_000);
    expect(world.asked.length).toBeGreaterThanOrEqual(3);
  });

  test("leaves nothing running once it is closed", async () => {
    const { world, feed, pass, socket } = openPage({});
    socket.onMessage("new_product", pushed("a", 1));
    feed.close();
    await pass(60_000);
    expect(world).toMatchObject({ refreshes: [], asked: [], disconnected: true });
  });
});
