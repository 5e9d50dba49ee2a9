import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { decodeAnswer, type DecodeAnswer, type DecodeRequest } from "./decode-messages.ts";
import {
  VideoUnreadable,
  type Candidate,
  type FrameSource,
  type OpenOutcome,
  type OpenVideo,
  type RawPicture,
  type VideoInfo,
} from "./frame-source.ts";
import { keepProcess, type UsedProcess } from "./resting-process.ts";
import { WorkerLost, WorkerProcess } from "./worker-process.ts";

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

/** No honest video comes near: one of 1080×1920 takes less than half of it. */
const MAX_MEMORY_MIB = 640;

type Process = WorkerProcess<DecodeRequest, DecodeAnswer>;
type Used = UsedProcess<DecodeRequest, DecodeAnswer>;

/**
 * Frames decoded in a process that a crash or a hang cannot outlive. A process that served a video
 * without any fault is kept for the next one.
 */
export function createProcessFrameSource(options: ProcessFrameSourceOptions): FrameSource {
  const kept = keepProcess(() => startProcess(options));

  const serve = async (used: Used, file: string, scratchFolder: string) => {
    const { process } = used;
    process.begin(options.timeoutMs ?? TIMEOUT_MS);
    try {
      const answer = await readable(process, { kind: "open", file });
      if (answer.kind === "opened") {
        const video = openVideo(process, {
          info: answer.info,
          scratchFolder,
          release: (isSound) => (isSound ? kept.release(used) : process.close()),
        });
        return { kind: "open", video } satisfies OpenOutcome;
      }
      await process.close();
      const reason = answer.kind === "absent" ? answer.reason : "nonsense-answer";
      return { kind: "absent", reason } satisfies OpenOutcome;
    } catch (error) {
      await process.close();
      return refusalOf(error);
    }
  };

  return {
    async open(file, scratchFolder) {
      const resting = kept.takeResting();
      if (resting !== undefined) {
        const outcome = await serve(resting, file, scratchFolder);
        // It may have died while it rested, which says nothing about this file.
        if (outcome.kind !== "absent" || outcome.reason === "timed-out") return outcome;
      }
      return serve(kept.start(), file, scratchFolder);
    },
  };
}

const startProcess = ({ projectFolder, modulesFolder, decoder }: ProcessFrameSourceOptions) =>
  new WorkerProcess<DecodeRequest, DecodeAnswer>({
    workerFile: join(projectFolder, "lib/media/decode-worker.ts"),
    parameters: [decoder, modulesFolder ?? projectFolder],
    codeCacheFolder: join(projectFolder, "node_modules/.cache/decode-worker"),
    maxMemoryMiB: MAX_MEMORY_MIB,
    answer: decodeAnswer,
  });

/** The process's answer; throws `VideoUnreadable` where it says that the file is the reason. */
async function readable(process: Process, request: DecodeRequest): Promise<DecodeAnswer> {
  const answer = await process.ask(request);
  if (answer.kind === "unreadable") throw new VideoUnreadable(answer.reason);
  return answer;
}

function refusalOf(error: unknown): OpenOutcome {
  if (error instanceof VideoUnreadable) return { kind: "unreadable", reason: error.message };
  if (error instanceof WorkerLost) return { kind: "absent", reason: error.message };
  throw error;
}

type Serving = {
  info: VideoInfo;
  scratchFolder: string;
  release: (isSound: boolean) => Promise<void>;
};

function openVideo(process: Process, { info, scratchFolder, release }: Serving): OpenVideo {
  let isSound = true;
  let isClosed = false;

  const ask = async (request: DecodeRequest) => {
    try {
      return await readable(process, request);
    } catch (error) {
      isSound = false;
      throw error;
    }
  };
  const candidates = async (request: DecodeRequest): Promise<Candidate[]> => {
    const answer = await ask(request);
    if (answer.kind !== "candidates") throw new WorkerLost("nonsense-answer");
    return answer.candidates;
  };

  return {
    info,
    keyFrames: (limit, part) => candidates({ kind: "keyFrames", limit, part }),
    async likelyScenes() {
      const answer = await ask({ kind: "likelyScenes" });
      if (answer.kind !== "moments") throw new WorkerLost("nonsense-answer");
      return answer.seconds;
    },
    framesAt: (seconds, effort) => candidates({ kind: "framesAt", seconds, effort }),
    async pictures(ids) {
      const pictures: RawPicture[] = [];
      for (const id of ids) {
        const answer = await ask({ kind: "picture", id, folder: scratchFolder });
        if (answer.kind !== "picture") throw new WorkerLost("nonsense-answer");
        pictures.push(await takePicture(join(scratchFolder, `${id}.rgb`), answer));
      }
      return pictures;
    },
    async page(id) {
      const answer = await ask({ kind: "page", id, folder: scratchFolder });
      if (answer.kind !== "page") throw new WorkerLost("nonsense-answer");
      const { width, height } = answer;
      return { path: join(scratchFolder, `${id}.grey`), width, height };
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
  if (rgb.length !== width * height * 3) throw new WorkerLost("nonsense-answer");
  return { width, height, rgb };
}
