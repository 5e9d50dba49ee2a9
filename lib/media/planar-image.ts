/** A decoded picture as codecs give it: one luma plane and two chroma planes. */
export type PlanarImage = {
  width: number;
  height: number;
  bytes: Uint8Array;
  /** Luma, blue chroma, red chroma. */
  planes: readonly [Plane, Plane, Plane];
  /** How many times chroma is smaller than luma, as a power of two. */
  chromaShiftX: number;
  chromaShiftY: number;
  bitDepth: 8 | 10;
  fullRange: boolean;
  matrix: "bt601" | "bt709";
};

export type Plane = { offset: number; stride: number };

/** Clockwise quarter turns that make the picture upright. */
export type Rotation = 0 | 90 | 180 | 270;

export type Rectangle = { left: number; top: number; width: number; height: number };

export const isSideways = (rotation: Rotation) => rotation === 90 || rotation === 270;

/** Where a pixel of the upright picture stands in the stored one. */
export function storedPosition(
  upright: { x: number; y: number },
  stored: { width: number; height: number; rotation: Rotation },
): { x: number; y: number } {
  switch (stored.rotation) {
    case 0:
      return upright;
    case 90:
      return { x: upright.y, y: stored.height - 1 - upright.x };
    case 180:
      return { x: stored.width - 1 - upright.x, y: stored.height - 1 - upright.y };
    case 270:
      return { x: stored.width - 1 - upright.y, y: upright.x };
  }
}
