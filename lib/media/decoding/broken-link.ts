const CRA = 21;
const BLA_W_LP = 16;

/**
 * Marks the open-ended key pictures of an HEVC packet as broken links: what came before them was
 * left out. Otherwise decoders sort them by a picture count that only holds in an unbroken stream,
 * and give the frames in a wrong order.
 */
export function asBrokenLink(packet: Uint8Array, lengthBytes: number): Uint8Array {
  const marked = Buffer.from(packet);
  let at = 0;
  while (at + lengthBytes < marked.length) {
    const length = marked.readUIntBE(at, lengthBytes);
    const header = marked.readUInt8(at + lengthBytes);
    if (((header >> 1) & 0x3f) === CRA)
      marked.writeUInt8((header & 0x81) | (BLA_W_LP << 1), at + lengthBytes);
    at += lengthBytes + length;
  }
  return marked;
}
