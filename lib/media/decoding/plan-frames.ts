import type { EncodedPacket, EncodedPacketSink } from "mediabunny";
import { VideoUnreadable } from "../frame-source.ts";
import { asBrokenLink } from "./broken-link.ts";
import { type Bitstream, withoutDisposable } from "./without-disposable.ts";

/** A compressed frame, with its units' lengths before them. */
export type Packet = { timestampUs: number; isKey: boolean; data: Uint8Array };

/** Packets in the order of decoding, from a key frame on; only frames that none leans on are left out. */
export type Run = Packet[];

/** What to decode, and which of its frames are wanted as pictures. */
export type DecodePlan = { runs: Run[]; wanted: ReadonlySet<number> };

export type Stream = Bitstream & {
  sink: EncodedPacketSink;
  /** Every frame of the file without its data, in the order of decoding. */
  heads: readonly EncodedPacket[];
};

const LIMITS = { maxHeads: 30_000, maxPacketBytes: 16 * 1024 * 1024 };

/** Lists what a file says of its frames; of an endless file only the beginning. */
export async function listHeads(sink: EncodedPacketSink): Promise<EncodedPacket[]> {
  const heads: EncodedPacket[] = [];
  let head = await sink.getFirstKeyPacket({ metadataOnly: true });
  while (head !== null && heads.length < LIMITS.maxHeads) {
    heads.push(head);
    head = await sink.getNextPacket(head, { metadataOnly: true });
  }
  return heads;
}

/** At most `most` key frames, evenly over the video: every other one first, the others as `rest`. */
export async function planKeyFrames(
  stream: Stream,
  { most, part }: { most: { first: number; all: number }; part: "first" | "rest" },
): Promise<DecodePlan> {
  const keys = evenly(
    stream.heads.filter(({ type }) => type === "key"),
    most.all,
  );
  const isFirst = (index: number) => keys.length <= most.first || index % 2 === 0;
  const runs: Run[] = [];
  for (const [index, head] of keys.entries()) {
    if (isFirst(index) !== (part === "first")) continue;
    const key = await firstOfRun(head, stream);
    if (key !== undefined) runs.push([key]);
  }
  return { runs, wanted: new Set(runs.flat().map((key) => key.timestampUs)) };
}

/** Plans the cheapest of the moments that together stay within so many packets. */
export async function planMoments(
  stream: Stream,
  { seconds, maxPackets }: { seconds: readonly number[]; maxPackets: number },
): Promise<DecodePlan> {
  const { heads } = stream;
  const reaches = seconds
    .map((moment) => reachOf(heads, moment))
    .filter((reach) => reach !== undefined)
    .toSorted((a, b) => a.target - a.key - (b.target - b.key));
  const ends = new Map<number, number>();
  const wanted = new Set<number>();
  let left = maxPackets;
  for (const { key, target } of reaches) {
    const end = ends.get(key) ?? key - 1;
    const cost = Math.max(0, target - end);
    if (cost > left) continue;
    left -= cost;
    ends.set(key, Math.max(end, target));
    wanted.add(microsecondsOf(heads[target]));
  }
  const runs: Run[] = [];
  for (const [key, end] of [...ends].toSorted(([a], [b]) => a - b))
    runs.push(withoutDisposable(await readRun(stream, { key, end }), { ...stream, wanted }));
  return { runs, wanted };
}

/** The frame shown at a moment and the key frame that it hangs on, as places in the order of decoding. */
function reachOf(
  heads: readonly EncodedPacket[],
  moment: number,
): { key: number; target: number } | undefined {
  const target = latest(heads, (head) => head.timestamp <= moment);
  const shown = heads[target]?.timestamp ?? 0;
  const key = latest(heads, (head) => head.type === "key" && head.timestamp <= shown);
  return target === -1 || key === -1 || target < key ? undefined : { key, target };
}

/** Place of the head that is shown last among those that fit. */
function latest(heads: readonly EncodedPacket[], fits: (head: EncodedPacket) => boolean): number {
  let found = -1;
  for (const [index, head] of heads.entries())
    if (fits(head) && head.timestamp > (heads[found]?.timestamp ?? Number.NEGATIVE_INFINITY))
      found = index;
  return found;
}

async function readRun(
  stream: Stream,
  { key, end }: { key: number; end: number },
): Promise<Packet[]> {
  const head = stream.heads[key];
  const first = head && (await firstOfRun(head, stream));
  if (first === undefined) return [];
  const run = [first];
  for (let index = key; index < end; index += 1) {
    const before = stream.heads[index];
    const packet = before ? await stream.sink.getNextPacket(before) : null;
    // Frames shown before the run's key frame lean on frames that are not in the run.
    if (packet === null) break;
    if (toPacket(packet).timestampUs >= first.timestampUs) run.push(toPacket(packet));
  }
  return run;
}

/** Nothing where the file ends before the frame does. */
async function firstOfRun(head: EncodedPacket, stream: Stream): Promise<Packet | undefined> {
  const key = await stream.sink.getKeyPacket(head.timestamp);
  if (key === null) return undefined;
  const packet = toPacket(key);
  if (stream.codec === "h264") return packet;
  return { ...packet, data: asBrokenLink(packet.data, stream.lengthBytes) };
}

function toPacket(packet: EncodedPacket): Packet {
  if (packet.data.length > LIMITS.maxPacketBytes) throw new VideoUnreadable("too-large-frame");
  return {
    timestampUs: microsecondsOf(packet),
    isKey: packet.type === "key",
    data: packet.data,
  };
}

const microsecondsOf = (packet: EncodedPacket | undefined) =>
  Math.round((packet?.timestamp ?? 0) * 1_000_000);

/** At most `limit` of the values, first and last among them. */
function evenly<Value>(values: Value[], limit: number): Value[] {
  if (values.length <= limit) return values;
  return Array.from({ length: limit }, (_, index) =>
    values.at(Math.round((index * (values.length - 1)) / Math.max(1, limit - 1))),
  ).filter((value) => value !== undefined);
}
