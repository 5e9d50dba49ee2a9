/** Names that shoppers use, each with the shades it stands for, as RGB. */
const SHADES: readonly (readonly [string, number, number, number])[] = [
  ["black", 18, 18, 20],
  ["black", 45, 45, 48],
  ["grey", 95, 98, 103],
  ["grey", 150, 152, 156],
  ["silver", 196, 199, 204],
  ["white", 250, 250, 250],
  ["white", 232, 232, 232],
  ["cream", 245, 232, 208],
  ["beige", 222, 196, 160],
  ["brown", 110, 68, 38],
  ["brown", 74, 48, 32],
  ["brown", 152, 94, 66],
  ["brown", 128, 92, 74],
  ["tan", 186, 135, 88],
  ["tan", 198, 142, 108],
  ["red", 200, 30, 45],
  ["red", 225, 60, 60],
  ["maroon", 110, 18, 34],
  ["pink", 240, 160, 178],
  ["pink", 228, 110, 150],
  ["pink", 200, 120, 128],
  ["orange", 238, 124, 46],
  ["yellow", 246, 208, 64],
  ["gold", 206, 164, 72],
  ["green", 40, 140, 84],
  ["green", 120, 190, 110],
  ["dark green", 18, 74, 52],
  ["olive", 118, 116, 50],
  ["mint", 176, 224, 200],
  ["teal", 30, 128, 130],
  ["turquoise", 80, 200, 205],
  ["light blue", 160, 200, 238],
  ["blue", 46, 98, 190],
  ["blue", 84, 124, 176],
  ["blue", 78, 106, 138],
  ["navy", 28, 42, 86],
  ["navy", 48, 66, 92],
  ["purple", 116, 70, 176],
  ["purple", 74, 36, 110],
  ["lilac", 188, 166, 232],
];

/** The everyday name nearest to a colour. */
export function colourName(colour: { r: number; g: number; b: number }): string {
  const [nearest] = SHADES.map(([name, r, g, b]) => ({
    name,
    distance: perceivedDistance(colour, { r, g, b }),
  })).toSorted((a, b) => a.distance - b.distance);
  return nearest?.name ?? "grey";
}

/** Cheap stand-in for a perceptual distance: RGB weighed by how red the pair is. */
function perceivedDistance(
  a: { r: number; g: number; b: number },
  b: { r: number; g: number; b: number },
): number {
  const redness = (a.r + b.r) / 512;
  const [dr, dg, db] = [a.r - b.r, a.g - b.g, a.b - b.b];
  return (2 + redness) * dr * dr + 4 * dg * dg + (3 - redness) * db * db;
}
