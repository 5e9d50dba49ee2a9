import { type ClipPlan, isGood, secondsOf, type Stretch } from "./clip-plan.ts";
import { drawStretch, type Still } from "./draw-stretch.ts";
import { type Random, seededRandom } from "./seeded-random.ts";

/** A picture in three planes, luma first, chroma of half the size, as codecs take it. */
export type Frame = { bytes: Uint8Array; startsStretch: boolean };

/** How much larger a still is than the clip, so that the camera has where to go. */
const MARGIN = 1.14;
const FADE_SECONDS = 0.4;
const GRAIN_TABLE = 4096;

type Shot = {
  stretch: Stretch;
  still: Planes;
  camera: { x: number; y: number; speed: number; shake: number };
  grain: number;
};

type Planes = { width: number; height: number; planes: [Uint8Array, Uint8Array, Uint8Array] };

/** All frames of a clip in their order, drawn as they are asked for. */
export async function* filmClip(plan: ClipPlan): AsyncGenerator<Frame> {
  const random = seededRandom(plan.seed + 101);
  const shots: Shot[] = [];
  for (const stretch of plan.stretches) shots.push(await takeShot(stretch, { plan, random }));
  const noise = Int8Array.from({ length: GRAIN_TABLE }, () =>
    Math.round(random.between(-127, 127)),
  );
  const total = Math.round(secondsOf(plan) * plan.framesPerSecond);
  let last: Shot | undefined;
  for (let index = 0; index < total; index += 1) {
    const at = shotAt(shots, index / plan.framesPerSecond);
    const bytes = exposed(at.shot, { seconds: at.into, plan });
    if (plan.fades) blend(bytes, { shots, at, plan });
    addGrain(bytes.subarray(0, plan.width * plan.height), { noise, grain: at.shot.grain, index });
    yield { bytes, startsStretch: at.shot !== last };
    last = at.shot;
  }
}

async function takeShot(
  stretch: Stretch,
  { plan, random }: { plan: ClipPlan; random: Random },
): Promise<Shot> {
  const even = (value: number) => Math.round(value / 2) * 2;
  const size = { width: even(plan.width * MARGIN), height: even(plan.height * MARGIN) };
  const still = await drawStretch(stretch, size);
  const moves = isGood(stretch.kind) || stretch.kind === "repeated" || stretch.kind === "blurred";
  return {
    stretch,
    still: toPlanes(withTexture(still, { grain: textureOf(stretch), random })),
    camera: {
      x: random.between(0, 6),
      y: random.between(0, 6),
      speed: moves ? random.between(0.4, 1.6) : 0,
      shake: moves ? random.between(0, 1) : 0,
    },
    grain: random.between(0, 5),
  };
}

/** Cloth, skin and walls are never even; a lens that is out of focus makes them so. */
function textureOf({ kind, of }: Stretch): number {
  if (kind === "grainy" || (kind === "repeated" && of === "grainy")) return 26;
  return isGood(kind) || kind === "repeated" ? 7 : 0;
}

function withTexture(still: Still, { grain, random }: { grain: number; random: Random }): Still {
  if (grain === 0) return still;
  const rgb = Buffer.from(still.rgb);
  for (let at = 0; at < rgb.length; at += 3) {
    const change = random.between(-grain, grain);
    for (let channel = at; channel < at + 3; channel += 1)
      rgb[channel] = Math.max(0, Math.min(255, (rgb[channel] ?? 0) + change));
  }
  return { ...still, rgb };
}

/** BT.601 in limited range, which is what untagged clips are taken for. */
function toPlanes({ rgb, width, height }: Still): Planes {
  const luma = new Uint8Array(width * height);
  const blue = new Uint8Array((width * height) / 4);
  const red = new Uint8Array((width * height) / 4);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 3;
      const [r, g, b] = [rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0];
      luma[y * width + x] = 16 + 0.257 * r + 0.504 * g + 0.098 * b;
      if (x % 2 === 1 || y % 2 === 1) continue;
      const chroma = (y >> 1) * (width >> 1) + (x >> 1);
      blue[chroma] = 128 - 0.148 * r - 0.291 * g + 0.439 * b;
      red[chroma] = 128 + 0.439 * r - 0.368 * g - 0.071 * b;
    }
  return { width, height, planes: [luma, blue, red] };
}

/** The part of a still that the camera sees at a moment of its stretch. */
function exposed(
  { still, camera }: Shot,
  { seconds, plan }: { seconds: number; plan: ClipPlan },
): Uint8Array {
  const { width, height } = plan;
  const room = { x: still.width - width, y: still.height - height };
  const wave = (phase: number, rate: number) =>
    0.5 + 0.5 * Math.sin(phase + seconds * camera.speed * rate);
  const jitter = camera.shake * Math.sin(seconds * 23 + camera.x) * 0.06;
  const even = (value: number, most: number) => Math.max(0, Math.min(most, Math.round(value))) & ~1;
  const left = even(room.x * (wave(camera.x, 1) + jitter), room.x);
  const top = even(room.y * (wave(camera.y, 0.7) - jitter), room.y);
  const bytes = new Uint8Array((width * height * 3) / 2);
  let out = 0;
  for (const [index, plane] of still.planes.entries()) {
    const half = index === 0 ? 0 : 1;
    const stride = still.width >> half;
    for (let y = 0; y < height >> half; y += 1) {
      const from = ((top >> half) + y) * stride + (left >> half);
      bytes.set(plane.subarray(from, from + (width >> half)), out);
      out += width >> half;
    }
  }
  return bytes;
}

type Place = { shot: Shot; into: number; left: number; index: number };

function shotAt(shots: readonly Shot[], seconds: number): Place {
  let start = 0;
  for (const [index, shot] of shots.entries()) {
    const end = start + shot.stretch.seconds;
    if (seconds < end - 1e-6 || index === shots.length - 1)
      return { shot, into: seconds - start, left: end - seconds, index };
    start = end;
  }
  throw new Error("a clip without stretches");
}

/** Opens out of black and dissolves one stretch into the next. */
function blend(
  bytes: Uint8Array,
  { shots, at, plan }: { shots: readonly Shot[]; at: Place; plan: ClipPlan },
): void {
  const next = shots[at.index + 1];
  if (at.index === 0 && at.into < FADE_SECONDS) {
    mix(bytes, blackFrame(plan), 1 - at.into / FADE_SECONDS);
  } else if (next !== undefined && at.left < FADE_SECONDS) {
    mix(bytes, exposed(next, { seconds: 0, plan }), 1 - at.left / FADE_SECONDS);
  }
}

function blackFrame({ width, height }: ClipPlan): Uint8Array {
  return new Uint8Array((width * height * 3) / 2).fill(128).fill(16, 0, width * height);
}

function mix(bytes: Uint8Array, other: Uint8Array, share: number): void {
  for (let at = 0; at < bytes.length; at += 1)
    bytes[at] = (bytes[at] ?? 0) * (1 - share) + (other[at] ?? 0) * share;
}

function addGrain(
  luma: Uint8Array,
  { noise, grain, index }: { noise: Int8Array; grain: number; index: number },
): void {
  if (grain < 0.5) return;
  let at = (index * 977) % GRAIN_TABLE;
  for (let pixel = 0; pixel < luma.length; pixel += 1) {
    const level = (luma[pixel] ?? 0) + ((noise[at] ?? 0) * grain) / 127;
    luma[pixel] = level < 16 ? 16 : level > 235 ? 235 : level;
    // A step that shares no factor with the table's length, so that no pattern stands still.
    at = (at + 1 + (pixel & 2)) % GRAIN_TABLE;
  }
}

/** Where a stretch lies in the clip, and up to where it is seen alone. */
export function stretchTimes(plan: ClipPlan): { stretch: Stretch; start: number; end: number }[] {
  let start = 0;
  return plan.stretches.map((stretch) => {
    const from = start;
    start += stretch.seconds;
    return { stretch, start: from, end: start };
  });
}

export const fadeSeconds = (plan: ClipPlan): number => (plan.fades ? FADE_SECONDS : 0);
