/**
 * Letters as strokes on a grid of 4 by 6, so that no machine needs a font. Strokes are separated
 * by spaces, points of a stroke are two digits each: from the left, from the top.
 */
const STROKES: Readonly<Record<string, string>> = {
  A: "06.20.46 14.34",
  B: "00.06.36.45.43.03 00.30.41.42.33",
  C: "41.30.10.01.05.16.36.45",
  D: "00.06.26.44.42.20.00",
  E: "40.00.06.46 03.33",
  F: "40.00.06 03.33",
  G: "41.30.10.01.05.16.36.45.43.23",
  H: "00.06 40.46 03.43",
  I: "20.26",
  J: "40.45.36.16.05",
  K: "00.06 40.03.46",
  L: "00.06.46",
  M: "06.00.23.40.46",
  N: "06.00.46.40",
  O: "10.30.41.45.36.16.05.01.10",
  P: "06.00.30.41.42.33.03",
  Q: "10.30.41.45.36.16.05.01.10 24.46",
  R: "06.00.30.41.42.33.03 23.46",
  S: "41.30.10.01.12.34.45.36.16.05",
  T: "00.40 20.26",
  U: "00.05.16.36.45.40",
  V: "00.26.40",
  W: "00.16.23.36.40",
  X: "00.46 40.06",
  Y: "00.23.40 23.26",
  Z: "00.40.06.46",
  "0": "10.30.41.45.36.16.05.01.10 35.11",
  "1": "11.20.26 06.46",
  "2": "01.10.30.41.42.06.46",
  "3": "01.10.30.41.42.33.44.45.36.16.05 33.23",
  "4": "36.30.04.44",
  "5": "40.00.02.32.43.45.36.06",
  "6": "40.10.01.05.16.36.45.43.32.02",
  "7": "00.40.16",
  "8": "13.02.01.10.30.41.42.33.13.04.05.16.36.45.44.33",
  "9": "06.36.45.41.30.10.01.02.13.43",
  "@": "35.16.05.01.10.30.41.44.24.22.42",
  "%": "01.10.11.01 46.35.36.46 40.06",
  "!": "20.24 26.26",
  "/": "40.06",
  "-": "13.33",
  _: "06.46",
  ".": "26.26",
};

const ADVANCE = 5.6;

/** SVG of one line, its letters as high as `size`, its middle at `x`, its top at `y`. */
export function drawLine(
  text: string,
  { x, y, size, ink, weight }: { x: number; y: number; size: number; ink: string; weight: number },
): string {
  const unit = size / 6;
  const left = x - ((text.length * ADVANCE - (ADVANCE - 4)) * unit) / 2;
  const paths = Array.from(text).flatMap((letter, index) =>
    (STROKES[letter] ?? "").split(" ").map((stroke) => {
      const points = stroke.split(".").map((point) => {
        const across = left + (index * ADVANCE + Number(point[0] ?? 0)) * unit;
        return `${across.toFixed(1)} ${(y + Number(point[1] ?? 0) * unit).toFixed(1)}`;
      });
      return stroke === "" ? "" : `M${points.join("L")}`;
    }),
  );
  return `<path d="${paths.join("")}" fill="none" stroke="${ink}" stroke-width="${(unit * weight).toFixed(1)}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

/** How wide a line of this height is. */
export const lineWidth = (text: string, size: number): number => (text.length * ADVANCE * size) / 6;
