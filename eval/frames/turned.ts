import type { ClipPlan } from "./clip-plan.ts";

/** The upright picture as it is stored: turned so that `rotation` clockwise makes it upright again. */
export function turned(
  bytes: Uint8Array,
  { width, height, rotation }: Pick<ClipPlan, "width" | "height" | "rotation">,
): Uint8Array {
  if (rotation === 0) return bytes;
  const result = new Uint8Array(bytes.length);
  const luma = { width, height, offset: 0 };
  const half = { width: width >> 1, height: height >> 1 };
  const blue = { ...half, offset: width * height };
  const red = { ...half, offset: width * height + half.width * half.height };
  for (const plane of [luma, blue, red]) turnPlane({ bytes, result, rotation, ...plane });
  return result;
}

type Turn = {
  bytes: Uint8Array;
  result: Uint8Array;
  rotation: 90 | 180 | 270;
  width: number;
  height: number;
  offset: number;
};

function turnPlane({ bytes, result, rotation, width, height, offset }: Turn): void {
  const place = {
    90: { start: (width - 1) * height, acrossStep: -height, downStep: 1 },
    180: { start: width * height - 1, acrossStep: -1, downStep: -width },
    270: { start: height - 1, acrossStep: height, downStep: -1 },
  }[rotation];
  let from = offset;
  for (let y = 0; y < height; y += 1) {
    let to = offset + place.start + y * place.downStep;
    for (let x = 0; x < width; x += 1) {
      result[to] = bytes[from] ?? 0;
      from += 1;
      to += place.acrossStep;
    }
  }
}
