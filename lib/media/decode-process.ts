import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { decodeAnswer, type DecodeAnswer, type DecodeRequest } from "./decode-messages.ts";
import { DecoderLost, VideoUnreadable } from "./frame-source.ts";

export type DecodeProcessOptions = {
  /** Plain file that is run as the process. */
  workerFile: string;
  decoder: "native" | "wasm";
  /** Folder from which the worker finds its packages. */
  modulesFolder: string;
  /** Where compiled code is kept between processes; nothing is kept where it cannot be written. */
  codeCacheFolder: string;
};

const MAX_HEAP_MB = 256;

/** A process that decodes one video at a time. It has no environment and no standard streams. */
export class DecodeProcess {
  readonly #child: ChildProcess;
  #lost: DecoderLost | undefined;
  #deadline: NodeJS.Timeout | undefined;
  #asking = false;

  constructor(options: DecodeProcessOptions) {
    this.#child = fork(options.workerFile, [options.decoder, options.modulesFolder], {
      env: { NODE_ENV: "production", NODE_COMPILE_CACHE: options.codeCacheFolder },
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      execArgv: [`--max-old-space-size=${MAX_HEAP_MB}`, "--disable-warning=ExperimentalWarning"],
      serialization: "json",
    });
    this.#child.once("error", () => this.#lose("not-started"));
    this.#child.once("exit", (_code, signal) =>
      this.#lose(signal === null ? "ended" : `ended-by-${signal}`),
    );
  }

  /** Starts the time that one video may take; past it, the process is killed. */
  begin(timeoutMs: number): void {
    this.#child.ref();
    this.#child.channel?.ref();
    this.#deadline = setTimeout(() => this.#lose("timed-out"), timeoutMs);
  }

  /** Ends a video's time. A resting process keeps nobody from exiting, and exits with its parent. */
  rest(): void {
    clearTimeout(this.#deadline);
    this.#child.unref();
    this.#child.channel?.unref();
  }

  get isReady(): boolean {
    return this.#lost === undefined && !this.#asking && this.#child.connected;
  }

  /** Throws `VideoUnreadable` for a bad file and `DecoderLost` where no answer will come. */
  async ask(request: DecodeRequest): Promise<DecodeAnswer> {
    this.#asking = true;
    const message = await this.#exchange(request);
    this.#asking = false;
    const parsed = decodeAnswer.safeParse(message);
    if (!parsed.success) {
      this.#lose("nonsense-answer");
      throw new DecoderLost("nonsense-answer", { cause: parsed.error });
    }
    if (parsed.data.kind === "unreadable") throw new VideoUnreadable(parsed.data.reason);
    return parsed.data;
  }

  /** Kills the process and waits until it is gone; safe to call again. */
  async close(): Promise<void> {
    clearTimeout(this.#deadline);
    const { exitCode, signalCode, pid } = this.#child;
    if (exitCode !== null || signalCode !== null || pid === undefined) return;
    const gone = once(this.#child, "exit");
    this.#lose("closed");
    await gone;
  }

  #lose(why: string): void {
    this.#lost ??= new DecoderLost(why);
    this.#child.kill("SIGKILL");
  }

  #exchange(request: DecodeRequest): Promise<unknown> {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        child.off("message", answered);
        child.off("exit", died);
        child.off("error", died);
        act();
      };
      const answered = (message: unknown) => settle(() => resolve(message));
      const died = () => settle(() => reject(this.#lost ?? new DecoderLost("ended")));
      if (this.#lost !== undefined || !child.connected) return died();
      child.once("message", answered);
      child.once("exit", died);
      child.once("error", died);
      child.send(request, (error) => error && died());
    });
  }
}
