import type { Rectangle } from "./planar-image.ts";

/** Width to height of every product picture. */
export const PORTRAIT = { width: 4, height: 5 };

/** The largest 4:5 part of a picture that has the focus as near to its middle as fits. */
export function portraitCrop(
  size: { width: number; height: number },
  focus: { x: number; y: number },
): Rectangle {
  const width = Math.min(size.width, Math.floor((size.height * PORTRAIT.width) / PORTRAIT.height));
  const height = Math.min(size.height, Math.floor((size.width * PORTRAIT.height) / PORTRAIT.width));
  const start = (centre: number, [part, whole]: readonly [number, number]) =>
    Math.round(Math.min(whole - part, Math.max(0, centre * whole - part / 2)));
  return {
    left: start(focus.x, [width, size.width]),
    top: start(focus.y, [height, size.height]),
    width,
    height,
  };
}
