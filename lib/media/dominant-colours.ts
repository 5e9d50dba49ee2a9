import { colourName } from "./colour-name.ts";

export type DominantColour = {
  /** `#RRGGBB`. */
  hex: string;
  name: string;
  /** Share of what was looked at; all weights together are 1. */
  weight: number;
};

type Sample = { r: number; g: number; b: number; weight: number };

const MOST = 5;
const FEWEST = 3;

const SETTLING_ROUNDS = 3;

/** Colours nearer than this are one colour to the eye, unless fewer than three would be left. */
const MERGE_DISTANCE = 42;

/** Three to five colours of small packed RGB pictures, heaviest first; the middle counts most. */
export function dominantColours(
  pictures: readonly { rgb: Uint8Array; width: number; height: number }[],
): DominantColour[] {
  const samples = pictures.flatMap(samplesOf);
  if (samples.length === 0) return [];
  const boxes = [samples];
  while (boxes.length < MOST * 2) {
    const widest = boxes
      .map((box) => ({ box, spread: spreadOf(box) }))
      .reduce((a, b) => (b.spread.score > a.spread.score ? b : a));
    if (widest.spread.score === 0) break;
    boxes.splice(boxes.indexOf(widest.box), 1, ...split(widest.box, widest.spread.channel));
  }
  const colours = merge(settle(boxes.filter((box) => box.length > 0).map(meanOf), samples));
  const total = colours.reduce((sum, { weight }) => sum + weight, 0);
  return colours.map((colour) => ({
    hex: hexOf(colour),
    name: colourName(colour),
    weight: Math.round((colour.weight / total) * 1000) / 1000,
  }));
}

function samplesOf({ rgb, width, height }: { rgb: Uint8Array; width: number; height: number }) {
  const samples: Sample[] = [];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 3;
      const fromMiddle = Math.hypot((x + 0.5) / width - 0.5, (y + 0.5) / height - 0.5);
      samples.push({
        r: rgb[at] ?? 0,
        g: rgb[at + 1] ?? 0,
        b: rgb[at + 2] ?? 0,
        weight: Math.exp(-6 * fromMiddle * fromMiddle),
      });
    }
  return samples;
}

type Channel = "r" | "g" | "b";

/** The channel with the widest range; weighed by how much of the picture the box holds. */
function spreadOf(box: readonly Sample[]): { channel: Channel; score: number } {
  let channel: Channel = "r";
  let widest = 0;
  for (const candidate of ["r", "g", "b"] as const) {
    let low = 255;
    let high = 0;
    for (const sample of box) {
      const value = sample[candidate];
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (high - low > widest) {
      widest = high - low;
      channel = candidate;
    }
  }
  const weight = box.reduce((sum, sample) => sum + sample.weight, 0);
  return { channel, score: box.length < 2 ? 0 : widest * Math.sqrt(weight) };
}

function split(box: readonly Sample[], channel: Channel): [Sample[], Sample[]] {
  const sorted = box.toSorted((a, b) => a[channel] - b[channel]);
  const half = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let passed = 0;
  const cut = sorted.findIndex(({ weight }) => (passed += weight) >= half);
  const middle = Math.min(sorted.length - 1, Math.max(1, cut));
  return [sorted.slice(0, middle), sorted.slice(middle)];
}

function meanOf(box: readonly Sample[]): Sample {
  const weight = box.reduce((sum, sample) => sum + sample.weight, 0);
  const mean = (channel: Channel) =>
    box.reduce((sum, sample) => sum + sample[channel] * sample.weight, 0) / weight;
  return { r: mean("r"), g: mean("g"), b: mean("b"), weight };
}

/** Gives each sample to the nearest mean, a few times: boxes cut through colours, this mends it. */
function settle(means: Sample[], samples: readonly Sample[]): Sample[] {
  let current = means;
  for (let round = 0; round < SETTLING_ROUNDS; round += 1) {
    const groups = current.map((): Sample[] => []);
    for (const sample of samples) groups[nearestIndex(current, sample)]?.push(sample);
    current = groups.filter((group) => group.length > 0).map(meanOf);
  }
  return current;
}

function nearestIndex(means: readonly Sample[], sample: Sample): number {
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, mean] of means.entries()) {
    const [dr, dg, db] = [mean.r - sample.r, mean.g - sample.g, mean.b - sample.b];
    const distance = dr * dr + dg * dg + db * db;
    if (distance < least) {
      least = distance;
      nearest = index;
    }
  }
  return nearest;
}

/** Joins the nearest two until those left are apart and no more than five. */
function merge(colours: Sample[]): Sample[] {
  let left = colours;
  while (left.length > FEWEST) {
    const [first, second, distance] = nearestTwo(left);
    if (left.length <= MOST && distance > MERGE_DISTANCE) break;
    left = [
      ...left.filter((colour) => colour !== first && colour !== second),
      meanOf([first, second]),
    ];
  }
  return left.toSorted((a, b) => b.weight - a.weight);
}

function nearestTwo(colours: readonly Sample[]): [Sample, Sample, number] {
  const pairs = colours.flatMap((first, index) =>
    colours
      .slice(index + 1)
      .map((second): [Sample, Sample, number] => [first, second, distanceOf(first, second)]),
  );
  return pairs.reduce((a, b) => (b[2] < a[2] ? b : a));
}

const distanceOf = (a: Sample, b: Sample) => Math.hypot(a.r - b.r, a.g - b.g, a.b - b.b);

const hexOf = ({ r, g, b }: Sample) =>
  `#${[r, g, b].map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`.toUpperCase();
