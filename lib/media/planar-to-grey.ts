import { isSideways, storedPosition, type PlanarImage, type Rotation } from "./planar-image.ts";
import { toEightBit } from "./planar-to-rgb.ts";
import type { GreyImage } from "./words/grey-image.ts";

/** The brightness of the whole upright picture, from black at 0 to white at 255. */
export function planarToGrey(source: PlanarImage, rotation: Rotation): GreyImage {
  const image = toEightBit(source);
  const stored = { width: image.width, height: image.height, rotation };
  const upright = isSideways(rotation)
    ? { width: image.height, height: image.width }
    : { width: image.width, height: image.height };
  const [{ offset, stride }] = image.planes;
  const levels = Uint8ClampedArray.from({ length: 256 }, (_, level) =>
    image.fullRange ? level : (level - 16) * 1.164,
  );
  const at = (x: number, y: number) => {
    const position = storedPosition({ x, y }, stored);
    return offset + position.y * stride + position.x;
  };
  const step = at(1, 0) - at(0, 0);
  const luma = new Uint8Array(upright.width * upright.height);
  let out = 0;
  for (let y = 0; y < upright.height; y += 1) {
    let from = at(0, y);
    for (let x = 0; x < upright.width; x += 1) {
      luma[out] = levels[image.bytes[from] ?? 0] ?? 0;
      out += 1;
      from += step;
    }
  }
  return { ...upright, luma };
}
