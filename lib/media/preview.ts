import { isSideways, storedPosition, type PlanarImage, type Rotation } from "./planar-image.ts";
import { toEightBit } from "./planar-to-rgb.ts";

/** A small upright copy of a picture, sampled without smoothing so that sharpness survives. */
export type Preview = {
  width: number;
  height: number;
  luma: Uint8Array;
  cb: Uint8Array;
  cr: Uint8Array;
};

const SHORT_SIDE = 200;

function emptyPreview(width: number, height: number) {
  const stride = Math.max(1, Math.floor(Math.min(width, height) / SHORT_SIDE));
  const small = { width: Math.floor(width / stride), height: Math.floor(height / stride) };
  const size = small.width * small.height;
  const preview: Preview = {
    ...small,
    luma: new Uint8Array(size),
    cb: new Uint8Array(size),
    cr: new Uint8Array(size),
  };
  return { preview, stride };
}

export function previewOfPlanar(source: PlanarImage, rotation: Rotation): Preview {
  const image = toEightBit(source);
  const sideways = isSideways(rotation);
  const { preview, stride } = emptyPreview(
    sideways ? image.height : image.width,
    sideways ? image.width : image.height,
  );
  const stored = { width: image.width, height: image.height, rotation };
  const [luma, blue, red] = image.planes;
  const middle = stride >> 1;
  let out = 0;
  for (let row = 0; row < preview.height; row += 1) {
    for (let column = 0; column < preview.width; column += 1) {
      const upright = { x: column * stride + middle, y: row * stride + middle };
      const { x, y } = rotation === 0 ? upright : storedPosition(upright, stored);
      const chromaX = x >> image.chromaShiftX;
      const chromaY = y >> image.chromaShiftY;
      preview.luma[out] = image.bytes[luma.offset + y * luma.stride + x] ?? 0;
      preview.cb[out] = image.bytes[blue.offset + chromaY * blue.stride + chromaX] ?? 128;
      preview.cr[out] = image.bytes[red.offset + chromaY * red.stride + chromaX] ?? 128;
      out += 1;
    }
  }
  if (!image.fullRange) stretchToFullRange(preview);
  return preview;
}

/** Limited range keeps luma in 16–235; scores are made on 0–255. */
function stretchToFullRange(preview: Preview): void {
  const stretched = new Uint8ClampedArray(preview.luma.buffer);
  for (let index = 0; index < stretched.length; index += 1)
    stretched[index] = ((preview.luma[index] ?? 0) - 16) * 1.164;
}

export function previewOfRgb(rgb: Uint8Array, size: { width: number; height: number }): Preview {
  const { preview, stride } = emptyPreview(size.width, size.height);
  let out = 0;
  for (let row = 0; row < preview.height; row += 1) {
    for (let column = 0; column < preview.width; column += 1) {
      const at = (row * stride * size.width + column * stride) * 3;
      const r = rgb[at] ?? 0;
      const g = rgb[at + 1] ?? 0;
      const b = rgb[at + 2] ?? 0;
      preview.luma[out] = 0.299 * r + 0.587 * g + 0.114 * b;
      preview.cb[out] = 128 - 0.169 * r - 0.331 * g + 0.5 * b;
      preview.cr[out] = 128 + 0.5 * r - 0.419 * g - 0.081 * b;
      out += 1;
    }
  }
  return preview;
}
