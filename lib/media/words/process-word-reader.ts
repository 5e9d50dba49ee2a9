import { join } from "node:path";
import { keepProcess } from "../resting-process.ts";
import { WorkerLost, WorkerProcess } from "../worker-process.ts";
import type { Page, WordLine, WordReader } from "./word-reader.ts";
import { wordsAnswer, type WordsAnswer, type WordsRequest } from "./words-messages.ts";

export type ProcessWordReaderOptions = {
  /** Folder that holds `lib/media` and `node_modules`, as deployed. */
  projectFolder: string;
  /** For all pages of one post. */
  timeoutMs?: number;
};

const TIMEOUT_MS = 8_000;

/** Words read in a process that a crash or a hang cannot outlive; it is kept between posts. */
export function createProcessWordReader(options: ProcessWordReaderOptions): WordReader {
  const { projectFolder, timeoutMs = TIMEOUT_MS } = options;
  const kept = keepProcess(
    () =>
      new WorkerProcess<WordsRequest, WordsAnswer>({
        workerFile: join(projectFolder, "lib/media/words/words-worker.ts"),
        parameters: [projectFolder],
        codeCacheFolder: join(projectFolder, "node_modules/.cache/words-worker"),
        answer: wordsAnswer,
      }),
  );

  return {
    async read(pages) {
      const found: WordLine[][] = pages.map(() => []);
      if (pages.length === 0) return found;
      const used = kept.takeResting() ?? kept.start();
      used.process.begin(timeoutMs);
      try {
        await readInto(found, { pages, process: used.process });
      } catch (error) {
        // What was read before the process was lost is kept: words are an extra, pictures are not.
        if (!(error instanceof WorkerLost)) throw error;
      }
      await kept.release(used);
      return found;
    },
  };
}

type Reading = { pages: readonly Page[]; process: WorkerProcess<WordsRequest, WordsAnswer> };

async function readInto(found: WordLine[][], { pages, process }: Reading): Promise<void> {
  for (const [index, page] of pages.entries()) {
    const answer = await process.ask({ kind: "read", page });
    if (answer.kind === "absent") return;
    found[index] = answer.lines;
  }
}
