/** What a file says of one compressed frame, in the order of decoding. */
export type PacketHead = { seconds: number; bytes: number; isKey: boolean };

/** Frames before and after one that it is compared with. */
const NEIGHBOURS = 20;

/** The first picture of a new scene is drawn whole: so much larger than all but a few around it. */
const OUTLIER = 1.35;
const FEW = 0.1;

/** More scenes than this are not worth telling. */
const MOST = 32;

/** A shorter scene is not worth showing. */
const LEAST_SECONDS = 0.3;

/** Large frames no further apart belong to one change of scene. */
const JOINED_SECONDS = 0.25;

/** How far after a cut its scene is looked at: by then fades and coarse first frames are over. */
const SETTLED = { share: 0.4, mostSeconds: 0.5 };

/**
 * Moments inside scenes that begin between key frames, the surest first. Nothing is decoded: a
 * frame that could not lean on the one before it is larger than its neighbours.
 */
export function likelyScenes(packets: readonly PacketHead[], durationSeconds: number): number[] {
  const cuts = joined(outliers(packets).toSorted((a, b) => a.seconds - b.seconds));
  const keys = packets.filter(({ isKey }) => isKey).map(({ seconds }) => seconds);
  const edges = [...cuts.map(({ starts }) => starts), ...keys, durationSeconds];
  return cuts
    .map(({ seconds, strength }) => {
      const next = Math.min(...edges.filter((edge) => edge > seconds));
      return { seconds, strength, length: next - seconds };
    })
    .filter(({ length }) => length >= LEAST_SECONDS)
    .toSorted((a, b) => b.strength - a.strength)
    .slice(0, MOST)
    .map(({ seconds, length }) => seconds + Math.min(SETTLED.mostSeconds, length * SETTLED.share));
}

type Cut = { starts: number; seconds: number; strength: number };

/** A dissolve is many large frames in a row: its scene begins with the last of them. */
function joined(found: readonly { seconds: number; strength: number }[]): Cut[] {
  const cuts: Cut[] = [];
  for (const { seconds, strength } of found) {
    const last = cuts.at(-1);
    if (last === undefined || seconds - last.seconds > JOINED_SECONDS) {
      cuts.push({ starts: seconds, seconds, strength });
    } else {
      last.seconds = seconds;
      last.strength = Math.max(last.strength, strength);
    }
  }
  return cuts;
}

function outliers(packets: readonly PacketHead[]): { seconds: number; strength: number }[] {
  return packets.flatMap(({ seconds, bytes, isKey }, index) => {
    if (isKey) return [];
    const sizes = packets
      .slice(Math.max(0, index - NEIGHBOURS), index + NEIGHBOURS + 1)
      .filter((other) => !other.isKey)
      .map((other) => other.bytes);
    const similar = sizes.filter((size) => size * OUTLIER > bytes).length;
    if (similar > sizes.length * FEW) return [];
    const usual = sizes.toSorted((a, b) => b - a)[Math.floor(sizes.length * FEW)] ?? bytes;
    return [{ seconds, strength: bytes / Math.max(1, usual) }];
  });
}
