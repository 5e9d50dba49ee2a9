import { createHash } from "node:crypto";
import type { Clock } from "./clock.ts";
import { deliveredHeaders, type OptionHeaders } from "./option-headers.ts";
import type { Store } from "./store.ts";

const WINDOW_MS = 10 * 60_000;

/** Which publishes of the last ten minutes were accepted under which id, whatever became of them. */
export class Deduplication {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor({ store, clock }: { store: Store; clock: Clock }) {
    this.#store = store;
    this.#clock = clock;
  }

  /** The message that already went out under this key, if any. */
  find(key: string): string | undefined {
    const seen = this.#store.seenPublishes.get(key);
    return seen !== undefined && seen.expiresAt > this.#clock.now() ? seen.messageId : undefined;
  }

  remember(key: string, messageId: string): void {
    this.#dropExpired();
    // Taken out first so that the rows stay in order of expiry.
    this.#store.seenPublishes.delete(key);
    this.#store.seenPublishes.set(key, { messageId, expiresAt: this.#clock.now() + WINDOW_MS });
  }

  #dropExpired(): void {
    const now = this.#clock.now();
    for (const [key, { expiresAt }] of this.#store.seenPublishes.entries()) {
      if (expiresAt > now) return;
      this.#store.seenPublishes.delete(key);
    }
  }
}

/** The id that a publish asks to be known by; undefined when every publish is to go out. */
export function deduplicationKey(publish: {
  destination: string;
  options: OptionHeaders;
  body: Buffer;
}): string | undefined {
  const { destination, options, body } = publish;
  const explicit = options["upstash-deduplication-id"];
  if (explicit !== undefined && explicit !== "") return `id:${explicit}`;
  if (options["upstash-content-based-deduplication"] !== "true") return undefined;
  const headers = Object.entries(deliveredHeaders(options)).sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHash("sha256")
    .update(JSON.stringify([destination, headers]))
    .update(body);
  return `content:${hash.digest("hex")}`;
}
