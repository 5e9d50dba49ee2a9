import type { LocalLog } from "../stand-in.ts";
import type { FaultSwitch } from "../faults.ts";
import { noAnswer, type SendAttempt } from "./attempt.ts";
import { callbackMessage } from "./callback-message.ts";
import type { Clock } from "./clock.ts";
import { signDelivery } from "./delivery-signature.ts";
import type { Dispatcher, Job } from "./dispatcher.ts";
import type { DeadLetters } from "./dead-letters.ts";
import type { EventLog } from "./event-log.ts";
import type { MessageBook } from "./message-book.ts";
import type { Random } from "./random.ts";
import { retryDelayMs } from "./retry-delay.ts";
import type { AttemptResponse, CallbackTarget, Message } from "./stored-records.ts";
import { toBytes } from "./text-or-bytes.ts";

/** The plan's longest HTTP response; a shorter `Upstash-Timeout` wins. */
const LONGEST_ATTEMPT_MS = 15 * 60_000;
const REGION = "EU-CENTRAL-1";

export type CourierPorts = {
  book: MessageBook;
  events: EventLog;
  deadLetters: DeadLetters;
  clock: Clock;
  random: Random;
  faults: FaultSwitch;
  send: SendAttempt;
  signingKey: () => string;
  onEnded: (message: Message, result: "SUCCESS" | "FAIL") => void;
  log: LocalLog;
  retryScale: number;
  minRetryDelayMs: number;
};

/** Makes the attempts and draws the consequences of what comes back. */
export class Courier {
  readonly #ports: CourierPorts;
  readonly #dispatcher: () => Dispatcher;
  readonly #heldOnce = new Set<string>();
  readonly #stopping = new AbortController();

  constructor(ports: CourierPorts, dispatcher: () => Dispatcher) {
    this.#ports = ports;
    this.#dispatcher = dispatcher;
  }

  async perform({ message, isCopy }: Job): Promise<void> {
    if (isCopy) {
      await this.#attempt(message, "duplicate");
      return;
    }
    const dispatcher = this.#dispatcher();
    if (this.#ports.book.find(message.messageId) === undefined)
      return dispatcher.flows.release(message);
    if (this.#holdBack(message)) return;
    this.#record(message, { state: "ACTIVE" });
    if (this.#takeFault("duplicate", message)) dispatcher.deliverCopy(message);
    const response = await this.#attempt(message, "delivery");
    const isCutOff = this.#stopping.signal.aborted && response.status === 0;
    const isCancelled = this.#ports.book.find(message.messageId) === undefined;
    if (!isCutOff && !isCancelled) this.#settle(message, response);
    dispatcher.flows.release(message);
  }

  /** From now on an attempt without an answer was cut off by us: the next run makes it again. */
  stop(): void {
    this.#stopping.abort();
  }

  #takeFault(kind: Parameters<FaultSwitch["take"]>[0], message: Message) {
    return this.#ports.faults.take(kind, `deliver:${message.url}`);
  }

  #holdBack(message: Message): boolean {
    if (this.#heldOnce.delete(message.messageId)) return false;
    const rule = this.#takeFault("reorder", message);
    if (rule === undefined) return false;
    this.#heldOnce.add(message.messageId);
    const { clock, random } = this.#ports;
    this.#dispatcher().holdUntil(clock.now() + random.unit() * rule.delayMs, message);
    return true;
  }

  async #attempt(message: Message, what: "delivery" | "duplicate"): Promise<AttemptResponse> {
    const startedAt = performance.now();
    const response = await this.#sendThroughFaults(message);
    this.#ports.log(what, {
      messageId: message.messageId,
      destination: new URL(message.url).pathname,
      attempt: message.retried + 1,
      status: response.status,
      ms: Math.round(performance.now() - startedAt),
      ...(response.error === undefined ? {} : { error: response.error }),
    });
    return response;
  }

  async #sendThroughFaults(message: Message): Promise<AttemptResponse> {
    const { clock, random } = this.#ports;
    const delay = this.#takeFault("delay", message);
    if (delay) {
      const until = clock.now() + random.unit() * delay.delayMs;
      await new Promise<void>((resolve) => {
        clock.at(until, resolve);
        this.#stopping.signal.addEventListener("abort", () => resolve(), { once: true });
      });
    }
    if (this.#stopping.signal.aborted) return noAnswer("stopped before it was sent");
    if (this.#takeFault("drop", message)) return noAnswer("dropped by a fault");
    const response = await this.#ports.send(this.#request(message));
    return this.#takeFault("lose_answer", message) ? noAnswer("answer lost by a fault") : response;
  }

  #request(message: Message) {
    const body = toBytes(message.body);
    const { clock, random, signingKey } = this.#ports;
    const headers: Record<string, string> = {
      ...message.headers,
      "user-agent": "Upstash-QStash",
      "upstash-message-id": message.messageId,
      "upstash-retried": String(message.retried),
      "upstash-caller-ip": message.callerIp,
      "upstash-region": REGION,
      "upstash-signature": signDelivery(
        { url: message.url, body, now: clock.now() },
        { key: signingKey(), random },
      ),
    };
    if (message.topicName !== undefined) headers["upstash-topic-name"] = message.topicName;
    if (message.scheduleId !== undefined) headers["upstash-schedule-id"] = message.scheduleId;
    const timeoutMs = Math.min(message.timeoutMs ?? LONGEST_ATTEMPT_MS, LONGEST_ATTEMPT_MS);
    return { url: message.url, method: message.method, headers, body, timeoutMs };
  }

  #settle(message: Message, response: AttemptResponse): void {
    if (response.status >= 200 && response.status < 300) {
      this.#record(message, { state: "DELIVERED", response });
      this.#report(message.callback, { source: message, response });
      this.#end(message, "SUCCESS");
      return;
    }
    const final = message.retried >= message.maxRetries || isNonRetryable(response);
    this.#record(message, { state: "ERROR", response });
    this.#report(message.callback, { source: message, response });
    if (final) this.#fail(message, response);
    else this.#retryLater(message, response);
  }

  #retryLater(message: Message, response: AttemptResponse): void {
    const { clock, book, retryScale, minRetryDelayMs } = this.#ports;
    const now = clock.now();
    const delayMs = retryDelayMs({
      retried: message.retried,
      expression: message.retryDelay,
      responseHeaders: response.headers,
      now,
    });
    const notBefore = now + Math.max(minRetryDelayMs, Math.round(delayMs / retryScale));
    const next = { ...message, retried: message.retried + 1, notBefore };
    book.update(next);
    this.#record(next, { state: "RETRY", nextDeliveryTime: notBefore });
    this.#dispatcher().schedule(next);
  }

  #fail(message: Message, response: AttemptResponse): void {
    const dlqId = this.#ports.deadLetters.add(message, response);
    this.#record(message, { state: "FAILED", response });
    this.#report(message.failureCallback, { source: message, response, dlqId });
    this.#end(message, "FAIL");
  }

  #end(message: Message, result: "SUCCESS" | "FAIL"): void {
    this.#ports.book.end(message);
    this.#ports.onEnded(message, result);
  }

  #report(
    target: CallbackTarget | undefined,
    report: { source: Message; response: AttemptResponse; dlqId?: string },
  ): void {
    if (target === undefined) return;
    const draft = callbackMessage(target, { ...report, now: this.#ports.clock.now() });
    this.#dispatcher().schedule(this.#ports.book.add(draft));
  }

  #record(message: Message, event: Omit<Parameters<EventLog["add"]>[0], "time" | "message">): void {
    this.#ports.events.add({ time: this.#ports.clock.now(), message, ...event });
  }
}

/** Both are needed: the status alone is an ordinary failure. */
function isNonRetryable({ status, headers }: AttemptResponse): boolean {
  return status === 489 && headers["upstash-nonretryable-error"]?.[0]?.toLowerCase() === "true";
}
