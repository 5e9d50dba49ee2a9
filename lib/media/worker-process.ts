import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import type * as z from "zod";
import { watchMemory } from "./watch-memory.ts";

export type WorkerProcessOptions<Answer> = {
  /** Plain file that is run as the process, and what it is called with. */
  workerFile: string;
  parameters: readonly string[];
  /** Where compiled code is kept between processes; nothing is kept where it cannot be written. */
  codeCacheFolder: string;
  /** Past this it is killed, whatever it is busy with; unlimited if absent. */
  maxMemoryMiB?: number;
  /** What its answers must look like: it has worked on a stranger's bytes. */
  answer: z.ZodType<Answer>;
};

/** A process died, hung, is missing or talks nonsense: this says nothing about what it was given. */
export class WorkerLost extends Error {
  override readonly name = "WorkerLost";
}

const MAX_HEAP_MB = 256;

/** A process that does one thing at a time. It has no environment and no standard streams. */
export class WorkerProcess<Request extends object, Answer> {
  readonly #child: ChildProcess;
  readonly #answer: z.ZodType<Answer>;
  #lost: WorkerLost | undefined;
  #deadline: NodeJS.Timeout | undefined;
  readonly #maxMemoryMiB: number | undefined;
  #endWatch: () => void = () => undefined;
  #asking = false;

  constructor(options: WorkerProcessOptions<Answer>) {
    this.#answer = options.answer;
    this.#maxMemoryMiB = options.maxMemoryMiB;
    this.#child = fork(options.workerFile, [...options.parameters], {
      env: { NODE_ENV: "production", NODE_COMPILE_CACHE: options.codeCacheFolder },
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      execArgv: [
        `--max-old-space-size=${MAX_HEAP_MB}`,
        "--expose-gc",
        "--disable-warning=ExperimentalWarning",
      ],
      serialization: "json",
    });
    this.#child.once("error", () => this.#lose("not-started"));
    this.#child.once("exit", (_code, signal) =>
      this.#lose(signal === null ? "ended" : `ended-by-${signal}`),
    );
  }

  /** Starts the time that one piece of work may take; past it, the process is killed. */
  begin(timeoutMs: number): void {
    this.#child.ref();
    this.#child.channel?.ref();
    this.#deadline = setTimeout(() => this.#lose("timed-out"), timeoutMs);
    const { pid } = this.#child;
    if (pid === undefined || this.#maxMemoryMiB === undefined) return;
    const onExceeded = () => this.#lose("too-much-memory");
    this.#endWatch = watchMemory(pid, { maxMiB: this.#maxMemoryMiB, onExceeded });
  }

  /** Ends the work's time. A resting process keeps nobody from exiting, and exits with its parent. */
  rest(): void {
    clearTimeout(this.#deadline);
    this.#endWatch();
    this.#child.unref();
    this.#child.channel?.unref();
  }

  get isReady(): boolean {
    return this.#lost === undefined && !this.#asking && this.#child.connected;
  }

  /** Throws `WorkerLost` where no answer will come. */
  async ask(request: Request): Promise<Answer> {
    this.#asking = true;
    const message = await this.#exchange(request);
    this.#asking = false;
    const parsed = this.#answer.safeParse(message);
    if (parsed.success) return parsed.data;
    this.#lose("nonsense-answer");
    throw new WorkerLost("nonsense-answer", { cause: parsed.error });
  }

  /** Kills the process and waits until it is gone; safe to call again. */
  async close(): Promise<void> {
    clearTimeout(this.#deadline);
    this.#endWatch();
    const { exitCode, signalCode, pid } = this.#child;
    if (exitCode !== null || signalCode !== null || pid === undefined) return;
    const gone = once(this.#child, "exit");
    this.#lose("closed");
    await gone;
  }

  #lose(why: string): void {
    this.#lost ??= new WorkerLost(why);
    this.#child.kill("SIGKILL");
  }

  #exchange(request: Request): Promise<unknown> {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        child.off("message", answered);
        child.off("exit", died);
        child.off("error", died);
        act();
      };
      const answered = (message: unknown) => settle(() => resolve(message));
      const died = () => settle(() => reject(this.#lost ?? new WorkerLost("ended")));
      if (this.#lost !== undefined || !child.connected) return died();
      child.once("message", answered);
      child.once("exit", died);
      child.once("error", died);
      child.send(request, (error) => error && died());
    });
  }
}
