import type { Clock } from "../clock.ts";

const MAX_FAILURES = 10;
const WINDOW_MS = 5 * 60_000;
const MAX_ADDRESSES = 1_000;

/** Failed sign-ins by address, in this process alone: it slows guessing, the token's length forbids it. */
export class SignInAttempts {
  readonly #failures = new Map<string, { count: number; until: number }>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  areSpent(address: string): boolean {
    return (this.#live(address)?.count ?? 0) >= MAX_FAILURES;
  }

  noteFailure(address: string): void {
    const known = this.#live(address);
    const until = known?.until ?? this.#clock().getTime() + WINDOW_MS;
    this.#failures.delete(address);
    this.#failures.set(address, { count: (known?.count ?? 0) + 1, until });
    const [oldest] = this.#failures.keys();
    if (this.#failures.size > MAX_ADDRESSES && oldest !== undefined) this.#failures.delete(oldest);
  }

  #live(address: string): { count: number; until: number } | undefined {
    const known = this.#failures.get(address);
    return known !== undefined && known.until > this.#clock().getTime() ? known : undefined;
  }
}
