import { describe, expect, test } from "vitest";
import { withoutDisposable } from "./without-disposable.ts";

/** One unit with this two-byte header, its length before it in four bytes. */
const packet = (timestampUs: number, header: number) => ({
  timestampUs,
  data: Buffer.from([0, 0, 0, 2, header >> 8, header & 0xff]),
});

const kept = (run: { timestampUs: number }[]) => run.map(({ timestampUs }) => timestampUs);

describe("withoutDisposable", () => {
  const avc = { codec: "h264", lengthBytes: 4 } as const;
  // IDR; a picture that others lean on; one that none leans on.
  const avcRun = [packet(0, 0x6500), packet(3, 0x4100), packet(1, 0x0100), packet(2, 0x0100)];

  test("leaves out pictures of H.264 that no other leans on, but for the wanted ones", () => {
    expect(kept(withoutDisposable(avcRun, { ...avc, wanted: new Set() }))).toEqual([0, 3]);
    expect(kept(withoutDisposable(avcRun, { ...avc, wanted: new Set([2]) }))).toEqual([0, 3, 2]);
  });

  test("looks at the first unit that holds a picture", () => {
    const told = { timestampUs: 5, data: Buffer.from([0, 0, 0, 2, 0x06, 0, 0, 0, 0, 2, 0x01, 0]) };
    expect(kept(withoutDisposable([told], { ...avc, wanted: new Set() }))).toEqual([]);
  });

  test("leaves out pictures of HEVC's highest layer only", () => {
    const hevc = { codec: "hevc", lengthBytes: 4, wanted: new Set<number>() } as const;
    const trailing = (leantOn: boolean, layer: number) => ((leantOn ? 1 : 0) << 9) | layer;
    const flat = [packet(0, trailing(true, 1)), packet(1, trailing(false, 1))];
    const layered = [...flat, packet(2, trailing(false, 2))];
    expect(kept(withoutDisposable(flat, hevc))).toEqual([0]);
    expect(kept(withoutDisposable(layered, hevc))).toEqual([0, 1]);
  });

  test("keeps what it cannot read", () => {
    const broken = { timestampUs: 7, data: Buffer.from([0xff, 0xff]) };
    expect(kept(withoutDisposable([broken], { ...avc, wanted: new Set() }))).toEqual([7]);
  });
});
