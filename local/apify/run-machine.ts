import type { LocalLog } from "../stand-in.ts";
import {
  isTerminal,
  newId,
  type ForcedOutcome,
  type RunRecord,
  type RunStatus,
  type Webhook,
} from "./run-record.ts";
import type { RunStore } from "./run-store.ts";
import { scrape } from "./scrape.ts";
import { scraperInputSchema } from "./scraper-input.ts";
import type { WebhookSender } from "./webhook-sender.ts";

export type RunRequest = {
  actId: string;
  input: Record<string, unknown>;
  options: RunRecord["options"];
  webhooks: Webhook[];
};

export type RunMachineOptions = {
  store: RunStore;
  sender: WebhookSender;
  feedDir: string;
  runDurationMs: number;
  log: LocalLog;
};

/** Takes each run from READY through RUNNING to its end, also those a restart found unfinished. */
export class RunMachine {
  readonly #options: RunMachineOptions;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #waiting = new Map<string, Set<() => void>>();
  readonly #forced: ForcedOutcome[] = [];
  readonly #bios = new Map<string, string>();

  constructor(options: RunMachineOptions) {
    this.#options = options;
    for (const run of options.store.list()) if (!isTerminal(run.status)) this.#advance(run.id);
  }

  /** How the next runs end, one entry per run. */
  force(outcomes: ForcedOutcome[]): void {
    this.#forced.push(...outcomes);
  }

  /** What a profile says of itself from now on, whatever its items say. */
  setBio(handle: string, bio: string): void {
    this.#bios.set(handle.toLowerCase(), bio);
  }

  async start({ actId, input, options, webhooks }: RunRequest): Promise<RunRecord> {
    const run: RunRecord = {
      id: newId(),
      actId,
      defaultDatasetId: newId(),
      defaultKeyValueStoreId: newId(),
      defaultRequestQueueId: newId(),
      status: "READY",
      statusMessage: null,
      startedAt: new Date().toISOString(),
      finishedAt: null,
      options,
      input,
      forced: this.#forced.shift() ?? null,
      webhooks: dropRepeated(webhooks),
      dispatches: [],
      media: {},
      rowCount: 0,
    };
    await this.#options.store.save(run);
    this.#options.log("run started", { run: run.id, profiles: countOf(input["profiles"]) });
    await this.#options.sender.announce(run, "ACTOR.RUN.CREATED");
    this.#advance(run.id);
    return run;
  }

  async abort(run: RunRecord): Promise<RunRecord> {
    if (isTerminal(run.status) || run.status === "ABORTING") return run;
    const aborting = await this.#change(run, { status: "ABORTING" });
    this.#advance(run.id);
    return aborting;
  }

  /** Resolves when the run has ended or the time is over, whichever is first. */
  async waitForEnd(id: string, timeoutMs: number): Promise<void> {
    const run = this.#options.store.find(id);
    if (run === undefined || isTerminal(run.status) || timeoutMs <= 0) return;
    await new Promise<void>((resolve) => {
      const waiting = this.#waiting.get(id) ?? new Set();
      this.#waiting.set(id, waiting);
      const done = (): void => {
        clearTimeout(timer);
        waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, timeoutMs);
      waiting.add(done);
    });
  }

  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const waiting of this.#waiting.values()) for (const done of waiting) done();
  }

  #advance(id: string): void {
    const run = this.#options.store.find(id);
    if (run === undefined || isTerminal(run.status)) return;
    const limitMs = run.options.timeoutSecs * 1000 || Infinity;
    const durationMs = Math.min(this.#options.runDurationMs, limitMs);
    const startedMs = Date.parse(run.startedAt);
    const due =
      run.status === "ABORTING"
        ? Date.now() + Math.min(durationMs / 3, 1000)
        : startedMs + (run.status === "READY" ? durationMs / 3 : durationMs);
    clearTimeout(this.#timers.get(id));
    const timer = setTimeout(
      () => {
        this.#timers.delete(id);
        this.#step(id).catch((error: unknown) => {
          this.#options.log("run broke", { run: id, error: String(error) });
        });
      },
      Math.max(0, due - Date.now()),
    );
    this.#timers.set(id, timer);
  }

  async #step(id: string): Promise<void> {
    const run = this.#options.store.find(id);
    if (run === undefined || isTerminal(run.status)) return;
    if (run.status === "READY") {
      await this.#change(run, { status: "RUNNING" });
      this.#advance(id);
    } else if (run.status === "ABORTING") {
      await this.#end(run, { status: "ABORTED", statusMessage: "Actor was aborted by user" });
    } else if (
      run.options.timeoutSecs > 0 &&
      run.options.timeoutSecs * 1000 < this.#options.runDurationMs
    ) {
      await this.#end(run, { status: "TIMED-OUT", statusMessage: "Actor timed out" });
    } else {
      await this.#finish(run);
    }
  }

  async #finish(run: RunRecord): Promise<void> {
    const { store, feedDir } = this.#options;
    const { forced } = run;
    try {
      const { rows, records } = await scrape(scraperInputSchema.parse(run.input), {
        feedDir,
        storeId: run.defaultKeyValueStoreId,
        now: new Date(),
        countScrape: (handle) => store.countScrape(handle),
        scrapesOf: (handle) => store.scrapesOf(handle),
        bioOf: (handle) => this.#bios.get(handle.toLowerCase()),
      });
      const kept = rows.slice(
        0,
        Math.min(run.options.maxItems ?? Infinity, forced?.rows ?? Infinity),
      );
      await store.saveRows(run, kept);
      await store.saveCounts();
      await this.#end(run, {
        status: forced?.status ?? "SUCCEEDED",
        statusMessage: forced?.message ?? `Finished! Results: ${kept.length}.`,
        media: records,
        rowCount: kept.length,
      });
    } catch (error) {
      const statusMessage = error instanceof Error ? error.message : String(error);
      await this.#end(run, { status: "FAILED", statusMessage });
    }
  }

  async #end(run: RunRecord, change: Partial<RunRecord> & { status: RunStatus }): Promise<void> {
    const ended = await this.#change(run, { ...change, finishedAt: new Date().toISOString() });
    const { log, sender } = this.#options;
    log("run ended", { run: run.id, status: ended.status, rows: ended.rowCount });
    for (const done of this.#waiting.get(run.id) ?? []) done();
    this.#waiting.delete(run.id);
    await sender.announce(ended, `ACTOR.RUN.${ended.status.replace("-", "_")}`);
  }

  async #change(run: RunRecord, change: Partial<RunRecord>): Promise<RunRecord> {
    // The dispatches of the stored record move on while a run goes through its states.
    const current = this.#options.store.find(run.id) ?? run;
    const changed = { ...current, ...change };
    await this.#options.store.save(changed);
    return changed;
  }
}

/** Within one run, webhooks that share an idempotency key are one webhook. */
function dropRepeated(webhooks: Webhook[]): Webhook[] {
  return webhooks.filter(
    ({ idempotencyKey: key }, index) =>
      key === undefined || webhooks.findIndex((other) => other.idempotencyKey === key) === index,
  );
}

function countOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
