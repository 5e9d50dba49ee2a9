import type { VideoInfo } from "../frame-source.ts";

export type Bitstream = {
  codec: VideoInfo["codec"];
  /** Bytes of the length before each unit of a packet. */
  lengthBytes: number;
};

/** Units of other types hold no picture. */
const AVC_PICTURES = { first: 1, last: 5 };
const LAST_HEVC_PICTURE = 31;

/** Even types up to this are pictures that none of their own layer leans on. */
const LAST_HEVC_INNER = 14;

type Use = { isLeantOn: boolean; layer: number };

/** Leaves out frames that no other leans on, but for the wanted ones: a half of what many encoders make. */
export function withoutDisposable<Packet extends { timestampUs: number; data: Uint8Array }>(
  run: readonly Packet[],
  { wanted, ...stream }: Bitstream & { wanted: ReadonlySet<number> },
): Packet[] {
  const uses = run.map(({ data }) => useOf(data, stream));
  const highest = Math.max(0, ...uses.map(({ layer }) => layer));
  return run.filter(({ timestampUs }, index) => {
    const use = uses[index];
    const isDisposable = use !== undefined && !use.isLeantOn && use.layer === highest;
    return !isDisposable || wanted.has(timestampUs);
  });
}

function useOf(packet: Uint8Array, { codec, lengthBytes }: Bitstream): Use {
  const bytes = Buffer.from(packet.buffer, packet.byteOffset, packet.byteLength);
  for (let at = 0; at + lengthBytes + 1 < bytes.length;) {
    const header = bytes.readUInt16BE(at + lengthBytes);
    const use = codec === "h264" ? avcUse(header >> 8) : hevcUse(header);
    if (use !== undefined) return use;
    at += lengthBytes + bytes.readUIntBE(at, lengthBytes);
  }
  return { isLeantOn: true, layer: 0 };
}

/** By a unit's first byte. */
function avcUse(header: number): Use | undefined {
  const type = header & 0x1f;
  if (type < AVC_PICTURES.first || type > AVC_PICTURES.last) return undefined;
  return { isLeantOn: (header & 0x60) !== 0, layer: 0 };
}

/** By a unit's first two bytes. */
function hevcUse(header: number): Use | undefined {
  const type = (header >> 9) & 0x3f;
  if (type > LAST_HEVC_PICTURE) return undefined;
  return { isLeantOn: type > LAST_HEVC_INNER || type % 2 === 1, layer: header & 7 };
}
