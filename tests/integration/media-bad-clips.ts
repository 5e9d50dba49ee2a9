import { readFile } from "node:fs/promises";
import {
  BufferTarget,
  EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathSource,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
} from "mediabunny";

type Rotation = 0 | 90 | 180 | 270;

/** A clip of the key frames of another one, shown at these moments, over and over. */
export async function keyFramesAt(
  source: string,
  { moments, rotation = 0 }: { moments: readonly number[]; rotation?: Rotation },
): Promise<Buffer> {
  const input = new Input({ source: new FilePathSource(source), formats: [MP4] });
  const track = await input.getPrimaryVideoTrack();
  const decoderConfig = await track?.getDecoderConfig();
  const codec = await track?.getCodec();
  if (!track || !decoderConfig || !codec) throw new Error(`${source} has no video`);
  const sink = new EncodedPacketSink(track);
  const keys: EncodedPacket[] = [];
  for (let key = await sink.getFirstKeyPacket(); key; key = await sink.getNextKeyPacket(key))
    keys.push(key);
  const output = new Output({ format: new Mp4OutputFormat(), target: new BufferTarget() });
  const packets = new EncodedVideoPacketSource(codec);
  output.addVideoTrack(packets, { rotation });
  await output.start();
  for (const [index, moment] of moments.entries()) {
    const data = keys[index % keys.length]?.data ?? new Uint8Array();
    const before = moments[index - 1] ?? moment - 1;
    const duration = Math.max(0.001, (moments[index + 1] ?? moment + (moment - before)) - moment);
    await packets.add(new EncodedPacket(data, "key", moment, duration), { decoderConfig });
  }
  await output.finalize();
  if (output.target.buffer === null) throw new Error("nothing was written");
  return Buffer.from(output.target.buffer);
}

/** The same file with its table of contents behind the pictures, as cameras write it. */
export async function withTableLast(file: string): Promise<Buffer> {
  const boxes = topBoxes(await readFile(file));
  const isTable = ({ type }: Box) => type === "moov";
  const table = boxes.find(isTable);
  if (table === undefined) throw new Error(`${file} has no moov`);
  const others = boxes.filter((box) => !isTable(box));
  const firstPictures = boxes.findIndex(({ type }) => type === "mdat");
  const shift = boxes.indexOf(table) < firstPictures ? -table.bytes.length : 0;
  return Buffer.concat([...others.map(({ bytes }) => bytes), movedOffsets(table.bytes, shift)]);
}

type Box = { type: string; bytes: Buffer };

function topBoxes(bytes: Buffer): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= bytes.length;) {
    const size = bytes.readUInt32BE(at);
    const type = bytes.toString("latin1", at + 4, at + 8);
    boxes.push({ type, bytes: bytes.subarray(at, at + size) });
    at += size;
  }
  return boxes;
}

/** Chunk offsets count from the file's start, so that they move with what stands before the pictures. */
function movedOffsets(table: Buffer, by: number): Buffer {
  const moved = Buffer.from(table);
  for (let at = moved.indexOf("stco"); at !== -1; at = moved.indexOf("stco", at + 4))
    for (let index = 0; index < moved.readUInt32BE(at + 8); index += 1) {
      const place = at + 12 + index * 4;
      moved.writeUInt32BE(moved.readUInt32BE(place) + by, place);
    }
  return moved;
}

/** The file with another size of picture in its sample description and its track header. */
export function claimingSize(bytes: Buffer, width: number, height: number): Buffer {
  const changed = Buffer.from(bytes);
  const description = changed.indexOf("avc1", changed.indexOf("stsd"));
  changed.writeUInt16BE(width, description + 28);
  changed.writeUInt16BE(height, description + 30);
  const header = changed.indexOf("tkhd") - 4;
  const end = header + changed.readUInt32BE(header);
  changed.writeUInt32BE(width * 65_536, end - 8);
  changed.writeUInt32BE(height * 65_536, end - 4);
  return changed;
}

/** The file with one four-letter name in place of another wherever it occurs. */
export function renamed(bytes: Buffer, from: string, to: string): Buffer {
  const changed = Buffer.from(bytes);
  for (let at = changed.indexOf(from); at !== -1; at = changed.indexOf(from, at + 4))
    changed.write(to, at, "latin1");
  return changed;
}
