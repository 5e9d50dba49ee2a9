import { describe, expect, test } from "vitest";
import { contentHash, derivedId } from "./ids.ts";

describe("derived ids", () => {
  test("are UUIDs of version 5, the same for the same fact", () => {
    const id = derivedId("video.posted", "seller", "7412", 1);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(derivedId("video.posted", "seller", "7412", 1)).toBe(id);
  });

  test("differ in every part of the natural key", () => {
    const ids = [
      derivedId("video.posted", "seller", "7412", 1),
      derivedId("video.posted", "seller", "7412", 2),
      derivedId("video.posted", "seller", "7413", 1),
      derivedId("caption.parsed", "seller", "7412", 1),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("content hash", () => {
  test("does not depend on the order of keys or on missing members", () => {
    expect(contentHash({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(
      contentHash({ b: [{ d: 3, c: 2 }], a: 1, e: undefined }),
    );
  });

  test("depends on the order of lists", () => {
    expect(contentHash([1, 2])).not.toBe(contentHash([2, 1]));
  });
});
