/** Sends before each unit, in place of its length. */
const START_CODE = Buffer.from([0, 0, 0, 1]);

const HEVC_PARAMETER_TYPES = new Set([32, 33, 34]);

export type BitstreamHead = {
  /** Parameter sets as a byte stream, to be sent first. */
  parameters: Buffer;
  /** Bytes of the length in front of each unit of a packet. */
  lengthBytes: number;
};

/** Reads the decoder configuration box: `avcC` for H.264, `hvcC` for HEVC. Throws RangeError when cut short. */
export function readBitstreamHead(codec: "h264" | "hevc", box: Buffer): BitstreamHead {
  return codec === "h264" ? readAvcBox(box) : readHevcBox(box);
}

function readAvcBox(box: Buffer): BitstreamHead {
  const units: Buffer[] = [];
  let at = 5;
  for (const countMask of [0x1f, 0xff]) {
    const count = box.readUInt8(at) & countMask;
    at += 1;
    for (let index = 0; index < count; index += 1) {
      const unit = readUnit(box, { at, lengthBytes: 2 });
      units.push(START_CODE, unit);
      at += 2 + unit.length;
    }
  }
  return { parameters: Buffer.concat(units), lengthBytes: (box.readUInt8(4) & 3) + 1 };
}

function readHevcBox(box: Buffer): BitstreamHead {
  const units: Buffer[] = [];
  const arrays = box.readUInt8(22);
  let at = 23;
  for (let array = 0; array < arrays; array += 1) {
    const type = box.readUInt8(at) & 0x3f;
    const count = box.readUInt16BE(at + 1);
    at += 3;
    for (let index = 0; index < count; index += 1) {
      const unit = readUnit(box, { at, lengthBytes: 2 });
      if (HEVC_PARAMETER_TYPES.has(type)) units.push(START_CODE, unit);
      at += 2 + unit.length;
    }
  }
  return { parameters: Buffer.concat(units), lengthBytes: (box.readUInt8(21) & 3) + 1 };
}

/** A packet as a byte stream: every length replaced by a start code. */
export function toByteStream(packet: Buffer, lengthBytes: number): Buffer {
  const units: Buffer[] = [];
  let at = 0;
  while (at < packet.length) {
    const unit = readUnit(packet, { at, lengthBytes });
    units.push(START_CODE, unit);
    at += lengthBytes + unit.length;
  }
  return Buffer.concat(units);
}

function readUnit(bytes: Buffer, { at, lengthBytes }: { at: number; lengthBytes: number }): Buffer {
  const length = bytes.readUIntBE(at, lengthBytes);
  const start = at + lengthBytes;
  if (start + length > bytes.length) throw new RangeError("a unit runs past its packet");
  return bytes.subarray(start, start + length);
}
