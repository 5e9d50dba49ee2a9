import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { DecodeProcess } from "./decode-process.ts";
import {
  DecoderLost,
  VideoUnreadable,
  type Candidate,
  type FrameSource,
  type OpenOutcome,
  type OpenVideo,
  type RawPicture,
  type VideoInfo,
} from "./frame-source.ts";

export type ProcessFrameSourceOptions = {
  decoder: "native" | "wasm";
  /** Folder that holds `lib/media` and `node_modules`, as deployed. */
  projectFolder: string;
  /** Where the decoders' packages are looked for, if not in the project's folder. */
  modulesFolder?: string;
  /** For one video, from opening to its last picture. */
  timeoutMs?: number;
};

const TIMEOUT_MS = 15_000;

/** A process is given up after so many videos, so that nothing piles up in it. */
const VIDEOS_PER_PROCESS = 25;
const IDLE_MS = 10_000;

type Worker = { process: DecodeProcess; videos: number; idle?: NodeJS.Timeout };

/**
 * Frames decoded in a process that a crash or a hang cannot outlive. A process that served a video
 * without any fault is kept for the next one: starting it costs as much as decoding.
 */
export function createProcessFrameSource(options: ProcessFrameSourceOptions): FrameSource {
  let resting: Worker | undefined;

  const start = (): Worker => ({ process: startProcess(options), videos: 0 });

  const takeResting = (): Worker | undefined => {
    const worker = resting;
    resting = undefined;
    if (worker === undefined) return undefined;
    clearTimeout(worker.idle);
    return worker.process.isReady ? worker : undefined;
  };

  const release = async (worker: Worker): Promise<void> => {
    const isKept =
      resting === undefined && worker.process.isReady && worker.videos < VIDEOS_PER_PROCESS;
    if (!isKept) return worker.process.close();
    worker.process.rest();
    worker.idle = setTimeout(() => {
      if (resting === worker) resting = undefined;
      void worker.process.close();
    }, IDLE_MS).unref();
    resting = worker;
  };

  const serve = async (worker: Worker, file: string, scratchFolder: string) => {
    worker.videos += 1;
    worker.process.begin(options.timeoutMs ?? TIMEOUT_MS);
    try {
      const answer = await worker.process.ask({ kind: "open", file });
      if (answer.kind === "opened") {
        const video = openVideo(worker.process, {
          info: answer.info,
          scratchFolder,
          release: (isSound) => (isSound ? release(worker) : worker.process.close()),
        });
        return { kind: "open", video } satisfies OpenOutcome;
      }
      await worker.process.close();
      const reason = answer.kind === "absent" ? answer.reason : "nonsense-answer";
      return { kind: "absent", reason } satisfies OpenOutcome;
    } catch (error) {
      await worker.process.close();
      return refusalOf(error);
    }
  };

  return {
    async open(file, scratchFolder) {
      const worker = takeResting();
      if (worker !== undefined) {
        const outcome = await serve(worker, file, scratchFolder);
        // It may have died while it rested, which says nothing about this file.
        if (outcome.kind !== "absent" || outcome.reason === "timed-out") return outcome;
      }
      return serve(start(), file, scratchFolder);
    },
  };
}

const startProcess = ({ projectFolder, modulesFolder, decoder }: ProcessFrameSourceOptions) =>
  new DecodeProcess({
    workerFile: join(projectFolder, "lib/media/decode-worker.ts"),
    decoder,
    modulesFolder: modulesFolder ?? projectFolder,
    codeCacheFolder: join(projectFolder, "node_modules/.cache/decode-worker"),
  });

function refusalOf(error: unknown): OpenOutcome {
  if (error instanceof VideoUnreadable) return { kind: "unreadable", reason: error.message };
  if (error instanceof DecoderLost) return { kind: "absent", reason: error.message };
  throw error;
}

type Serving = {
  info: VideoInfo;
  scratchFolder: string;
  release: (isSound: boolean) => Promise<void>;
};

function openVideo(process: DecodeProcess, { info, scratchFolder, release }: Serving): OpenVideo {
  let isSound = true;
  let isClosed = false;

  const ask = async (request: Parameters<DecodeProcess["ask"]>[0]) => {
    try {
      return await process.ask(request);
    } catch (error) {
      isSound = false;
      throw error;
    }
  };
  const candidates = async (request: Parameters<typeof ask>[0]): Promise<Candidate[]> => {
    const answer = await ask(request);
    if (answer.kind !== "candidates") throw new DecoderLost("nonsense-answer");
    return answer.candidates;
  };

  return {
    info,
    keyFrames: (limit) => candidates({ kind: "keyFrames", limit }),
    framesAt: (seconds) => candidates({ kind: "framesAt", seconds }),
    async pictures(ids) {
      const pictures: RawPicture[] = [];
      for (const id of ids) {
        const answer = await ask({ kind: "picture", id, folder: scratchFolder });
        if (answer.kind !== "picture") throw new DecoderLost("nonsense-answer");
        pictures.push(await takePicture(join(scratchFolder, `${id}.rgb`), answer));
      }
      return pictures;
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      await release(isSound);
    },
  };
}

/** Reads and removes the file that the process was told to write, whatever name it answered. */
async function takePicture(
  path: string,
  { width, height }: { width: number; height: number },
): Promise<RawPicture> {
  const rgb = await readFile(path);
  await rm(path, { force: true });
  if (rgb.length !== width * height * 3) throw new DecoderLost("nonsense-answer");
  return { width, height, rgb };
}
