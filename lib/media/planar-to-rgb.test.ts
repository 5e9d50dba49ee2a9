import { describe, expect, test } from "vitest";
import type { PlanarImage, Rotation } from "./planar-image.ts";
import { planarToRgb } from "./planar-to-rgb.ts";

/** Four by two pixels whose luma counts up; chroma is neutral but for the right half, which is red. */
function picture(changes: Partial<PlanarImage> = {}): PlanarImage {
  const luma = [16, 48, 80, 112, 144, 176, 208, 235];
  return {
    width: 4,
    height: 2,
    bytes: Uint8Array.from([...luma, 128, 128, 128, 128]),
    planes: [
      { offset: 0, stride: 4 },
      { offset: 8, stride: 2 },
      { offset: 10, stride: 2 },
    ],
    chromaShiftX: 1,
    chromaShiftY: 1,
    bitDepth: 8,
    fullRange: false,
    matrix: "bt601",
    ...changes,
  };
}

const whole = { left: 0, top: 0, width: 4, height: 2 };
const greys = (rgb: Buffer) => [...rgb].filter((_, index) => index % 3 === 0);

describe("planarToRgb", () => {
  test("stretches the limited range from black to white", () => {
    const rgb = planarToRgb(picture(), { rotation: 0, part: whole });
    expect([...rgb.subarray(0, 3)]).toEqual([0, 0, 0]);
    expect([...rgb.subarray(-3)]).toEqual([255, 255, 255]);
  });

  test("leaves the full range as it is", () => {
    const rgb = planarToRgb(picture({ fullRange: true }), { rotation: 0, part: whole });
    expect(greys(rgb)).toEqual([16, 48, 80, 112, 144, 176, 208, 235]);
  });

  test.each([
    ["bt601", [254, 0, 0]],
    ["bt709", [255, 24, 0]],
  ] as const)("turns chroma into colour by %s", (matrix, expected) => {
    const bytes = Uint8Array.from([81, 81, 81, 81, 90, 240]);
    const red = picture({
      width: 2,
      height: 2,
      bytes,
      planes: [
        { offset: 0, stride: 2 },
        { offset: 4, stride: 1 },
        { offset: 5, stride: 1 },
      ],
      matrix,
    });
    const rgb = planarToRgb(red, { rotation: 0, part: { left: 0, top: 0, width: 1, height: 1 } });
    expect([...rgb].map((value, index) => Math.abs(value - (expected[index] ?? 0)) <= 1)).toEqual([
      true,
      true,
      true,
    ]);
  });

  test.each([
    [0, [16, 48, 80, 112, 144, 176, 208, 235]],
    [90, [144, 16, 176, 48, 208, 80, 235, 112]],
    [180, [235, 208, 176, 144, 112, 80, 48, 16]],
    [270, [112, 235, 80, 208, 48, 176, 16, 144]],
  ] as const)("turns the picture upright by %i degrees", (rotation: Rotation, expected) => {
    const sideways = rotation === 90 || rotation === 270;
    const part = { left: 0, top: 0, width: sideways ? 2 : 4, height: sideways ? 4 : 2 };
    expect(greys(planarToRgb(picture({ fullRange: true }), { rotation, part }))).toEqual(expected);
  });

  test("gives only the part that is asked for", () => {
    const part = { left: 1, top: 1, width: 2, height: 1 };
    const rgb = planarToRgb(picture({ fullRange: true }), { rotation: 0, part });
    expect(greys(rgb)).toEqual([176, 208]);
  });

  test("reads samples of ten bits", () => {
    const wide = picture({ fullRange: true });
    const bytes = new Uint8Array(wide.bytes.length * 2);
    for (const [index, value] of wide.bytes.entries()) {
      bytes[index * 2] = (value << 2) & 0xff;
      bytes[index * 2 + 1] = value >> 6;
    }
    const rgb = planarToRgb(
      {
        ...wide,
        bitDepth: 10,
        bytes,
        planes: [
          { offset: 0, stride: 8 },
          { offset: 16, stride: 4 },
          { offset: 20, stride: 4 },
        ],
      },
      { rotation: 0, part: whole },
    );
    expect(greys(rgb)).toEqual([16, 48, 80, 112, 144, 176, 208, 235]);
  });
});
