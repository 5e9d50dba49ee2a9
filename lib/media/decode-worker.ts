/**
 * Entry of the decoding process. It is started as a plain file, so that a bundler never holds it,
 * and imports nothing by package imports, so that its folder alone is enough to run it.
 */
import { readFileSync } from "node:fs";
import { createRequire, flushCompileCache } from "node:module";
import { join } from "node:path";
import type { DecodeAnswer, DecodeRequest } from "./decode-messages.ts";
import type { Decoder } from "./decoding/decoder.ts";
import type { Mediabunny } from "./decoding/demux-video.ts";
import { createNativeDecoder, type Webcodecs } from "./decoding/native-decoder.ts";
import { readVideo, type VideoReader } from "./decoding/read-video.ts";
import { createWasmDecoder, type FfmpegCore } from "./decoding/wasm-decoder.ts";
import { VideoUnreadable } from "./frame-source.ts";

type CoreFactory = (options: { wasmBinary: Buffer }) => Promise<FfmpegCore>;

const [decoderName = "", modulesFolder = "."] = process.argv.slice(2);
const load = createRequire(join(modulesFolder, "package.json"));

async function loadDecoder(): Promise<Decoder> {
  if (decoderName === "native") return createNativeDecoder(load("@napi-rs/webcodecs") as Webcodecs);
  // The core is built for browsers and looks for these two names when it is loaded.
  Object.assign(globalThis, { self: globalThis, location: { href: "" } });
  const path = load.resolve("@ffmpeg/core");
  const createCore = load(path) as CoreFactory;
  const wasmBinary = readFileSync(path.replace(/\.js$/, ".wasm"));
  return createWasmDecoder(await createCore({ wasmBinary }));
}

// Of a missing or broken package nothing is known but that it cannot be used.
const parts = loadDecoder().then((decoder) => ({
  decoder,
  mediabunny: load("mediabunny") as Mediabunny,
}));
// The process is killed when its work is done, so that it must keep its compiled code before.
parts.then(() => flushCompileCache()).catch(() => undefined);

let reader: VideoReader | undefined;

async function open(file: string): Promise<DecodeAnswer> {
  reader?.close();
  reader = undefined;
  // Pictures are outside the heap, whose collector does not know how much memory hangs on it.
  globalThis.gc?.();
  try {
    reader = await readVideo(await parts, file);
  } catch (error) {
    if (error instanceof VideoUnreadable) throw error;
    return { kind: "absent", reason: error instanceof Error ? error.message : String(error) };
  }
  return { kind: "opened", info: reader.info };
}

async function answer(request: DecodeRequest): Promise<DecodeAnswer> {
  if (request.kind === "open") return open(request.file);
  if (reader === undefined) throw new VideoUnreadable("not-open");
  switch (request.kind) {
    case "keyFrames":
      return {
        kind: "candidates",
        candidates: await reader.keyFrames(request.limit, request.part),
      };
    case "likelyScenes":
      return { kind: "moments", seconds: reader.likelyScenes() };
    case "framesAt":
      return {
        kind: "candidates",
        candidates: await reader.framesAt(request.seconds, request.effort),
      };
    case "picture":
      return { kind: "picture", ...(await reader.writePicture(request.id, request.folder)) };
    case "page":
      return { kind: "page", ...(await reader.writePage(request.id, request.folder)) };
  }
}

process.on("message", (request: DecodeRequest) => {
  answer(request)
    .catch((error: unknown): DecodeAnswer => {
      if (error instanceof VideoUnreadable) return { kind: "unreadable", reason: error.message };
      return { kind: "unreadable", reason: "broken-container" };
    })
    .then((result) => process.send?.(result))
    .catch(() => process.exit(1));
});
process.on("disconnect", () => process.exit(0));
