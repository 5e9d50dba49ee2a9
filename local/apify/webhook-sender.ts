import { setTimeout as sleep } from "node:timers/promises";
import type { FaultSwitch } from "../faults.ts";
import type { LocalLog } from "../stand-in.ts";
import { fillTemplate } from "./fill-template.ts";
import { newId, toPublicRun, USER_ID, type Dispatch, type RunRecord } from "./run-record.ts";
import type { RunStore } from "./run-store.ts";

const MAX_RETRIES = 11;
const TIMEOUT_MS = 120_000;

const DEFAULT_PAYLOAD = `{
  "userId": {{userId}},
  "createdAt": {{createdAt}},
  "eventType": {{eventType}},
  "eventData": {{eventData}},
  "resource": {{resource}}
}`;

/**
 * Sends the webhooks of runs: at once, and again with doubling pauses until one is accepted. Fault
 * rules whose path starts with `webhook:` act here: drop, lose_answer, duplicate, delay, reorder.
 */
export class WebhookSender {
  readonly #options: { store: RunStore; faults: FaultSwitch; retryBaseMs: number; log: LocalLog };
  readonly #closing = new AbortController();

  constructor(options: {
    store: RunStore;
    faults: FaultSwitch;
    /** First pause before a retry; the real service's is a minute. */
    retryBaseMs: number;
    log: LocalLog;
  }) {
    this.#options = options;
    for (const run of options.store.list()) {
      for (const dispatch of run.dispatches) {
        if (dispatch.status === "ACTIVE") this.#deliverInBackground(run.id, dispatch.id);
      }
    }
  }

  /** Notes a dispatch for each webhook of the run that asked for this event, then delivers them. */
  async announce(run: RunRecord, eventType: string): Promise<void> {
    const dispatches = run.webhooks.flatMap((webhook, index): Dispatch[] =>
      webhook.eventTypes.includes(eventType)
        ? [
            {
              id: newId(),
              webhook: index,
              eventType,
              createdAt: new Date().toISOString(),
              status: "ACTIVE",
              attempts: 0,
            },
          ]
        : [],
    );
    if (dispatches.length === 0) return;
    const stored = this.#options.store.find(run.id) ?? run;
    await this.#options.store.save({
      ...stored,
      dispatches: [...stored.dispatches, ...dispatches],
    });
    for (const dispatch of dispatches) this.#deliverInBackground(run.id, dispatch.id);
  }

  close(): void {
    this.#closing.abort();
  }

  #deliverInBackground(runId: string, dispatchId: string): void {
    this.#deliver(runId, dispatchId).catch((error: unknown) => {
      if (!this.#closing.signal.aborted) {
        this.#options.log("webhook broke", { run: runId, error: String(error) });
      }
    });
  }

  async #deliver(runId: string, dispatchId: string): Promise<void> {
    for (let attempt = 1; attempt <= MAX_RETRIES + 1; attempt += 1) {
      const outcome = await this.#attempt(runId, dispatchId);
      if (this.#closing.signal.aborted) return;
      const accepted = outcome >= 200 && outcome < 300;
      const given = attempt > MAX_RETRIES;
      await this.#note(runId, dispatchId, {
        attempts: attempt,
        status: accepted ? "SUCCEEDED" : given ? "FAILED" : "ACTIVE",
      });
      this.#options.log("webhook sent", { run: runId, attempt, status: outcome });
      if (accepted || given) return;
      await sleep(this.#options.retryBaseMs * 2 ** (attempt - 1), undefined, {
        signal: this.#closing.signal,
      });
    }
  }

  /** The receiver's status, or 0 if no answer came. */
  async #attempt(runId: string, dispatchId: string): Promise<number> {
    const run = this.#options.store.find(runId);
    const dispatch = run?.dispatches.find((candidate) => candidate.id === dispatchId);
    const webhook = run?.webhooks[dispatch?.webhook ?? -1];
    if (run === undefined || dispatch === undefined || webhook === undefined) return 0;
    const { faults } = this.#options;
    const path = `webhook:${webhook.requestUrl}`;
    const pause = faults.take("delay", path) ?? faults.take("reorder", path);
    if (pause !== undefined)
      await sleep(pause.delayMs, undefined, { signal: this.#closing.signal });
    if (faults.take("drop", path) !== undefined) return 0;
    const request = buildRequest(run, dispatch);
    const copies = faults.take("duplicate", path) === undefined ? 1 : 2;
    const answers = await Promise.all(
      Array.from({ length: copies }, () => this.#post(webhook.requestUrl, request)),
    );
    return faults.take("lose_answer", path) === undefined ? (answers[0] ?? 0) : 0;
  }

  async #post(
    url: string,
    request: { headers: Record<string, string>; body: string },
  ): Promise<number> {
    try {
      const response = await fetch(url, {
        method: "POST",
        ...request,
        signal: AbortSignal.any([this.#closing.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return 0;
    }
  }

  async #note(runId: string, dispatchId: string, change: Partial<Dispatch>): Promise<void> {
    const run = this.#options.store.find(runId);
    if (run === undefined) return;
    await this.#options.store.save({
      ...run,
      dispatches: run.dispatches.map((dispatch) =>
        dispatch.id === dispatchId ? { ...dispatch, ...change } : dispatch,
      ),
    });
  }
}

function buildRequest(
  run: RunRecord,
  dispatch: Dispatch,
): { headers: Record<string, string>; body: string } {
  const webhook = run.webhooks[dispatch.webhook];
  const variables = {
    userId: USER_ID,
    createdAt: dispatch.createdAt,
    eventType: dispatch.eventType,
    eventData: { actorId: run.actId, actorRunId: run.id },
    resource: toPublicRun(run),
  };
  const inStrings = webhook?.shouldInterpolateStrings ?? false;
  const body = fillTemplate(webhook?.payloadTemplate ?? DEFAULT_PAYLOAD, variables, inStrings);
  const given = fillTemplate(webhook?.headersTemplate ?? "{}", variables, inStrings);
  return {
    headers: {
      ...toHeaders(given),
      "content-type": "application/json; charset=utf-8",
      "user-agent": "Apify/Webhook",
      "x-apify-webhook": "true",
      "x-apify-webhook-dispatch-id": dispatch.id,
      "x-apify-request-origin": "WEBHOOK",
    },
    body,
  };
}

/** A headers template that is no JSON object of texts adds nothing, as at the real service. */
function toHeaders(text: string): Record<string, string> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== "object" || parsed === null) return {};
    return Object.fromEntries(
      Object.entries(parsed).map(([name, value]) => [name.toLowerCase(), String(value)]),
    );
  } catch {
    return {};
  }
}
