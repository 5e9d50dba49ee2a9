import { describe, expect, test } from "vitest";
import { readBitstreamHead, toByteStream } from "./annex-b.ts";
import { asBrokenLink } from "./broken-link.ts";

const hex = (text: string) => Buffer.from(text.replaceAll(" ", ""), "hex");

describe("readBitstreamHead", () => {
  test("gives the parameter sets of an avcC box", () => {
    const box = hex("01 640028 ff e1 0003 67aabb 01 0002 68cc");
    expect(readBitstreamHead("h264", box)).toEqual({
      parameters: hex("00000001 67aabb 00000001 68cc"),
      lengthBytes: 4,
    });
  });

  test("gives the parameter sets of an hvcC box and leaves out the rest", () => {
    const box = Buffer.concat([
      Buffer.alloc(21),
      hex("03 03"),
      hex("20 0001 0002 4001"),
      hex("21 0001 0002 4201"),
      hex("27 0001 0003 4e0105"),
    ]);
    expect(readBitstreamHead("hevc", box)).toEqual({
      parameters: hex("00000001 4001 00000001 4201"),
      lengthBytes: 4,
    });
  });

  test.each(["h264", "hevc"] as const)("refuses a %s box that is cut short", (codec) => {
    expect(() => readBitstreamHead(codec, hex("01 640028 ff e1 00ff 67"))).toThrow(RangeError);
  });
});

describe("toByteStream", () => {
  test("puts a start code in the place of every length", () => {
    expect(toByteStream(hex("0003 650102 0001 06"), 2)).toEqual(hex("00000001 650102 00000001 06"));
  });

  test("refuses a unit that runs past its packet", () => {
    expect(() => toByteStream(hex("00000009 6501"), 4)).toThrow(RangeError);
  });
});

describe("asBrokenLink", () => {
  test("marks open-ended key pictures and touches nothing else", () => {
    const clean = hex("00000003 2a01ff 00000002 4e01 00000002 2601");
    expect(Buffer.from(asBrokenLink(clean, 4))).toEqual(
      hex("00000003 2001ff 00000002 4e01 00000002 2601"),
    );
  });

  test("ends at a length that runs past the packet", () => {
    expect(Buffer.from(asBrokenLink(hex("ffffffff 2a01"), 4))).toEqual(hex("ffffffff 2001"));
  });
});
