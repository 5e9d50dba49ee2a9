import { setTimeout as sleep } from "node:timers/promises";
import type { FaultSwitch } from "./faults.ts";
import type { LocalLog } from "./stand-in.ts";

const ATTEMPT_TIMEOUT_MS = 20_000;
const MAX_RETRY_WAIT_MS = 60_000;
const DEFAULT_HOLD_MS = 50;

export type WebhookSenderOptions = {
  /** Where to, read anew at each attempt; nothing is sent while it is undefined. */
  url: () => string | undefined;
  /** Must be true for this address before anything goes there; false counts as a failed try. */
  isReady?: (url: string) => Promise<boolean>;
  /** Headers besides the content type, for example the signature of exactly this body. */
  headersFor: (body: string) => Record<string, string>;
  faults: FaultSwitch;
  /** Under this path the fault switch is asked. */
  faultPath: string;
  retryForMs: number;
  firstRetryMs: number;
  log: LocalLog;
};

/**
 * Posts webhooks until they are taken or their time is over, one after the other as they were
 * given; a retry does not hold up the ones behind it.
 */
export class WebhookSender {
  readonly #options: WebhookSenderOptions;
  readonly #stop = new AbortController();
  #queue: Promise<void> = Promise.resolve();
  #held: (() => void) | undefined;

  constructor(options: WebhookSenderOptions) {
    this.#options = options;
  }

  send(body: string, id: string): void {
    const { faults, faultPath } = this.#options;
    if (this.#options.url() === undefined || faults.take("drop", faultPath)) return;
    const delay = faults.take("delay", faultPath);
    const copies = faults.take("duplicate", faultPath) ? 2 : 1;
    const reorder = faults.take("reorder", faultPath);
    if (reorder) return this.#holdBack(body, id, reorder.delayMs || DEFAULT_HOLD_MS);
    this.#queue = this.#inTurn(async () => {
      if (delay) await this.#pause(delay.delayMs);
      for (let copy = 0; copy < copies; copy += 1) await this.#first(body, id);
    });
    const release = this.#held;
    this.#held = undefined;
    release?.();
  }

  close(): void {
    this.#stop.abort();
  }

  async #inTurn(work: () => Promise<void>): Promise<void> {
    await this.#queue;
    await work();
  }

  /** This one goes out after the next, or after the time when none comes. */
  #holdBack(body: string, id: string, holdMs: number): void {
    const release = () => {
      clearTimeout(timer);
      this.#queue = this.#inTurn(() => this.#first(body, id));
    };
    const timer = setTimeout(() => {
      if (this.#held === release) this.#held = undefined;
      release();
    }, holdMs);
    timer.unref();
    this.#held?.();
    this.#held = release;
  }

  async #first(body: string, id: string): Promise<void> {
    if (await this.#attempt(body, id)) return;
    void this.#retry(body, id);
  }

  async #retry(body: string, id: string): Promise<void> {
    const { retryForMs, firstRetryMs, log } = this.#options;
    const untilMs = Date.now() + retryForMs;
    let waitMs = firstRetryMs;
    while (Date.now() + waitMs < untilMs && !this.#stop.signal.aborted) {
      await this.#pause(waitMs);
      if (this.#stop.signal.aborted || (await this.#attempt(body, id))) return;
      waitMs = Math.min(waitMs * 2, MAX_RETRY_WAIT_MS);
    }
    if (!this.#stop.signal.aborted) log("webhook given up", { id });
  }

  async #attempt(body: string, id: string): Promise<boolean> {
    const { url, isReady, headersFor, faults, faultPath, log } = this.#options;
    const target = url();
    if (target === undefined || this.#stop.signal.aborted) return true;
    try {
      if (isReady && !(await isReady(target))) return false;
      const answer = await fetch(target, {
        method: "POST",
        headers: { "content-type": "application/json", ...headersFor(body) },
        body,
        signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(ATTEMPT_TIMEOUT_MS)]),
      });
      await answer.arrayBuffer();
      log("webhook", { id, status: answer.status });
      return answer.ok && !faults.take("lose_answer", faultPath);
    } catch (error) {
      log("webhook failed", { id, error: error instanceof Error ? error.message : String(error) });
      return false;
    }
  }

  async #pause(waitMs: number): Promise<void> {
    await sleep(waitMs, undefined, { signal: this.#stop.signal, ref: false }).catch(
      () => undefined,
    );
  }
}
