import { seededRandom, type Random } from "./seeded-random.ts";

/** What a shopper would want to see; the number is how gladly. */
export const GOOD = {
  hero: 1,
  rack: 0.9,
  low: 0.85,
  "on white": 0.85,
  close: 0.7,
  captioned: 0.7,
  grainy: 0.7,
  dim: 0.55,
  pale: 0.55,
  letterbox: 0.5,
} as const;

export const BAD = ["black", "blurred", "repeated", "title-card", "end-card"] as const;

export type GoodKind = keyof typeof GOOD;
export type BadKind = (typeof BAD)[number];
export type StretchKind = GoodKind | BadKind;

export type Stretch = {
  kind: StretchKind;
  seconds: number;
  /** Seed of what it shows; a repeated one has that of the one it repeats. */
  look: number;
  /** Which drawn kind a repeated or blurred stretch is made of. */
  of: GoodKind;
  /** How strongly it is blurred, or how far from pure black. */
  strength: number;
};

export type ClipPlan = {
  seed: number;
  width: number;
  height: number;
  framesPerSecond: number;
  codec: "h264" | "hevc";
  /** `encoder`: wherever the encoder puts them. */
  keyFrames: "encoder" | "at cuts" | "regular" | "rare";
  keyFrameSeconds: number;
  rotation: 0 | 90 | 180 | 270;
  variableRate: boolean;
  fades: boolean;
  stretches: Stretch[];
};

/** `small` ones are quick to encode and otherwise the same. */
export type ClipForm = "any" | "small";

const SMALL = { width: 270, height: 480, framesPerSecond: 15, codec: "h264" } as const;

const SIZES = [
  { width: 270, height: 480 },
  { width: 360, height: 640 },
  { width: 480, height: 480 },
] as const;

const QUICK = 0.7;

/** Everything about the clip of this number, by chance alone: five to eight good stretches, two to five bad. */
export function planClip(seed: number, form: ClipForm = "any"): ClipPlan {
  const random = seededRandom(seed * 7919 + 17);
  return form === "any" ? planAny(seed, random) : { ...planAny(seed, random), ...SMALL };
}

function planAny(seed: number, random: Random): ClipPlan {
  const pace = random.pick([QUICK, 1, 1, 1.6]);
  const keyFrames = random.pick(["encoder", "at cuts", "regular", "rare"]);
  return {
    seed,
    ...random.pick([SIZES[0], SIZES[0], SIZES[1], SIZES[2]]),
    framesPerSecond: random.pick([15, 24, 30]),
    codec: random.chance(0.2) ? "hevc" : "h264",
    keyFrames,
    keyFrameSeconds: keyFrames === "rare" ? random.between(6, 12) : random.between(0.7, 3),
    rotation: random.pick([0, 0, 0, 90, 180, 270]),
    variableRate: random.chance(0.25),
    // Of a stretch this short a dissolve would leave nothing.
    fades: pace > QUICK && random.chance(0.3),
    stretches: planStretches(random, pace),
  };
}

function planStretches(random: Random, pace: number): Stretch[] {
  const seconds = () => Math.round(pace * random.between(0.8, 1.7) * 30) / 30;
  const kinds = Object.keys(GOOD).filter(isGood);
  const good = random
    .shuffled([...kinds, ...kinds])
    .slice(0, random.whole(5, 8))
    .map((kind): Stretch => ({
      kind,
      of: kind,
      seconds: seconds(),
      look: look(random),
      strength: 0,
    }));
  const stretches = [...good];
  for (const kind of random.shuffled([...BAD, ...BAD]).slice(0, random.whole(2, 5))) {
    const source = random.pick([good[0], ...good.slice(1, -1)]);
    const of = source?.kind ?? "hero";
    const bad: Stretch = {
      kind,
      of: isGood(of) ? of : "hero",
      seconds: seconds(),
      look: kind === "repeated" ? (source?.look ?? 0) : look(random),
      strength: random.share(),
    };
    stretches.splice(placeFor(bad, { source, stretches, random }), 0, bad);
  }
  return stretches;
}

/** What is repeated was shown before, with something else in between; end cards stand at the end. */
function placeFor(
  { kind }: Stretch,
  {
    source,
    stretches,
    random,
  }: { source: Stretch | undefined; stretches: Stretch[]; random: Random },
): number {
  if (kind === "end-card") return stretches.length;
  if (kind !== "repeated" || source === undefined) return random.whole(0, stretches.length);
  return random.whole(stretches.indexOf(source) + 2, stretches.length);
}

const look = (random: Random) => random.whole(0, 2 ** 31);

export const isGood = (kind: string): kind is GoodKind => Object.hasOwn(GOOD, kind);

export const secondsOf = ({ stretches }: ClipPlan): number =>
  stretches.reduce((sum, { seconds }) => sum + seconds, 0);
