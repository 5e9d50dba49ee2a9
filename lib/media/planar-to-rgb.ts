import { storedPosition, type PlanarImage, type Rectangle, type Rotation } from "./planar-image.ts";

type Coefficients = {
  luma: number;
  redCr: number;
  greenCb: number;
  greenCr: number;
  blueCb: number;
};

/** ITU-R BT.601 and BT.709, scaled by 2^16. */
const COEFFICIENTS: Record<"limited" | "full", Record<PlanarImage["matrix"], Coefficients>> = {
  limited: {
    bt601: { luma: 76_309, redCr: 104_597, greenCb: 25_675, greenCr: 53_279, blueCb: 132_201 },
    bt709: { luma: 76_309, redCr: 117_489, greenCb: 13_975, greenCr: 34_925, blueCb: 138_438 },
  },
  full: {
    bt601: { luma: 65_536, redCr: 91_881, greenCb: 22_554, greenCr: 46_802, blueCb: 116_130 },
    bt709: { luma: 65_536, redCr: 103_206, greenCb: 12_276, greenCr: 30_679, blueCb: 121_609 },
  },
};

/** The part of the upright picture inside the rectangle, as packed 8-bit RGB. */
export function planarToRgb(
  source: PlanarImage,
  { rotation, part }: { rotation: Rotation; part: Rectangle },
): Buffer {
  const image = toEightBit(source);
  const { bytes } = image;
  const [luma, blue, red] = image.planes;
  const {
    luma: lumaScale,
    redCr,
    greenCb,
    greenCr,
    blueCb,
  } = COEFFICIENTS[image.fullRange ? "full" : "limited"][image.matrix];
  const black = image.fullRange ? 0 : 16;
  const stored = { width: image.width, height: image.height, rotation };
  const lumaOf = ({ x, y }: Position) => luma.offset + y * luma.stride + x;
  const chromaOf = ({ x, y }: Position) =>
    (y >> image.chromaShiftY) * blue.stride + (x >> image.chromaShiftX);
  const at = (x: number, y: number) =>
    storedPosition({ x: part.left + x, y: part.top + y }, stored);
  const lumaStep = lumaOf(at(1, 0)) - lumaOf(at(0, 0));
  // A turn by quarters keeps rows and columns apart, so that one table serves every row.
  const chromaSteps = Int32Array.from(
    { length: part.width },
    (_, column) => chromaOf(at(column, 0)) - chromaOf(at(0, 0)),
  );
  const rgb = Buffer.allocUnsafe(part.width * part.height * 3);
  const clamped = new Uint8ClampedArray(rgb.buffer, rgb.byteOffset, rgb.length);
  let out = 0;
  for (let row = 0; row < part.height; row += 1) {
    const start = at(0, row);
    const chromaStart = chromaOf(start);
    let lumaAt = lumaOf(start);
    for (let column = 0; column < part.width; column += 1) {
      const chromaAt = chromaStart + (chromaSteps[column] ?? 0);
      const scaled = ((bytes[lumaAt] ?? 0) - black) * lumaScale + 32_768;
      const cb = (bytes[blue.offset + chromaAt] ?? 128) - 128;
      const cr = (bytes[red.offset + chromaAt] ?? 128) - 128;
      clamped[out] = (scaled + redCr * cr) >> 16;
      clamped[out + 1] = (scaled - greenCb * cb - greenCr * cr) >> 16;
      clamped[out + 2] = (scaled + blueCb * cb) >> 16;
      out += 3;
      lumaAt += lumaStep;
    }
  }
  return rgb;
}

type Position = { x: number; y: number };

/** The same picture with samples of one byte; ten-bit samples lose their lowest two bits. */
export function toEightBit(image: PlanarImage): PlanarImage {
  if (image.bitDepth === 8) return image;
  const samples = image.bytes.length >> 1;
  const bytes = new Uint8Array(samples);
  for (let index = 0; index < samples; index += 1)
    bytes[index] = ((image.bytes[index * 2] ?? 0) | ((image.bytes[index * 2 + 1] ?? 0) << 8)) >> 2;
  const half = ({ offset, stride }: { offset: number; stride: number }) => ({
    offset: offset >> 1,
    stride: stride >> 1,
  });
  const [luma, blue, red] = image.planes;
  return { ...image, bitDepth: 8, bytes, planes: [half(luma), half(blue), half(red)] };
}
