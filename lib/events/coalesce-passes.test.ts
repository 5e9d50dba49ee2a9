import { describe, expect, test } from "vitest";
import { coalescePasses } from "./coalesce-passes.ts";

/** Passes that end when told to. */
function heldPasses() {
  const ends: PromiseWithResolvers<void>[] = [];
  const request = coalescePasses(() => {
    const end = Promise.withResolvers<void>();
    ends.push(end);
    return end.promise;
  });
  return { ends, request };
}

describe("coalesced passes", () => {
  test("start at once when none is under way", async () => {
    const { ends, request } = heldPasses();
    const first = request();
    ends[0]?.resolve();
    await first;
    const second = request();
    expect(ends).toHaveLength(2);
    ends[1]?.resolve();
    await second;
  });

  test("serve all who ask during a pass by one more pass, which begins after the first has ended", async () => {
    const { ends, request } = heldPasses();
    const first = request();
    const late = [request(), request(), request()];
    expect(ends).toHaveLength(1);
    ends[0]?.resolve();
    await first;
    await expect.poll(() => ends.length).toBe(2);
    ends[1]?.resolve();
    await Promise.all(late);
    expect(ends).toHaveLength(2);
  });

  test("a pass that fails is told to those it served, and the next one runs all the same", async () => {
    const { ends, request } = heldPasses();
    const first = request();
    const late = request();
    ends[0]?.reject(new Error("away"));
    await expect(first).rejects.toThrow("away");
    await expect.poll(() => ends.length).toBe(2);
    ends[1]?.resolve();
    await expect(late).resolves.toBeUndefined();
  });

  test("who asks between two passes joins the one that is about to begin", async () => {
    const { ends, request } = heldPasses();
    const first = request();
    const late = request();
    ends[0]?.resolve();
    await first;
    const later = request();
    await expect.poll(() => ends.length).toBe(2);
    ends[1]?.resolve();
    await Promise.all([late, later]);
    expect(ends).toHaveLength(2);
  });
});
