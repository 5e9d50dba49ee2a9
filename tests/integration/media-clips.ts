import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  BufferTarget,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathSource,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
} from "mediabunny";
import { onTestFinished } from "vitest";

/** A file of the sample feed, which is committed with the project. */
export const feedFile = (name: string) => join(process.cwd(), "local/feed", name);

/** A folder that is gone when the test is over. */
export async function testFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "media-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes the first seconds of a clip, packet for packet, as a clip of its own. */
export async function cutClip(
  source: string,
  { seconds, target }: { seconds: number; target: string },
): Promise<string> {
  const input = new Input({ source: new FilePathSource(source), formats: [MP4] });
  const track = await input.getPrimaryVideoTrack();
  const decoderConfig = await track?.getDecoderConfig();
  const codec = await track?.getCodec();
  if (!track || !decoderConfig || !codec) throw new Error(`${source} has no video`);
  const output = new Output({ format: new Mp4OutputFormat(), target: new BufferTarget() });
  const packets = new EncodedVideoPacketSource(codec);
  output.addVideoTrack(packets, { rotation: await track.getRotation() });
  await output.start();
  for await (const packet of new EncodedPacketSink(track).packets()) {
    // Frames are stored in the order of decoding, so that some of the wanted ones come later.
    if (packet.timestamp > seconds + 1) break;
    if (packet.timestamp < seconds) await packets.add(packet, { decoderConfig });
  }
  await output.finalize();
  if (output.target.buffer === null) throw new Error("nothing was written");
  await writeFile(target, new Uint8Array(output.target.buffer));
  return target;
}

/** A server on a free port that is closed when the test is over; gives its `host:port`. */
export async function serveMedia(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  // A listening TCP server always has an address object.
  const { port } = server.address() as AddressInfo;
  return `127.0.0.1:${port}`;
}
