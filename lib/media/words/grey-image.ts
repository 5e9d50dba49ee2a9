/** An upright picture of one byte of brightness a pixel. */
export type GreyImage = { width: number; height: number; luma: Uint8Array };

/** The picture made smaller by a whole factor; each pixel is the mean of those it stands for. */
export function shrink({ width, height, luma }: GreyImage, factor: number): GreyImage {
  if (factor === 1) return { width, height, luma };
  const small = { width: Math.floor(width / factor), height: Math.floor(height / factor) };
  const out = new Uint8Array(small.width * small.height);
  const sums = new Uint32Array(small.width);
  for (let y = 0; y < small.height; y += 1) {
    sums.fill(0);
    for (let row = y * factor; row < (y + 1) * factor; row += 1) {
      let at = row * width;
      for (let x = 0; x < small.width; x += 1)
        for (let step = 0; step < factor; step += 1, at += 1)
          sums[x] = (sums[x] ?? 0) + (luma[at] ?? 0);
    }
    for (let x = 0; x < small.width; x += 1)
      out[y * small.width + x] = Math.round((sums[x] ?? 0) / (factor * factor));
  }
  return { ...small, luma: out };
}
