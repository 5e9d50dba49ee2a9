import type { Clock } from "#local/qstash/clock.ts";

type Alarm = { time: number; run: () => void };

/** A clock that stands still until it is turned; what comes due on the way runs in order. */
export class VirtualClock implements Clock {
  #now: number;
  #alarms: Alarm[] = [];

  constructor(startMs: number) {
    this.#now = startMs;
  }

  now(): number {
    return this.#now;
  }

  at(timeMs: number, run: () => void): () => void {
    const alarm = { time: timeMs, run };
    this.#alarms.push(alarm);
    return () => {
      this.#alarms = this.#alarms.filter((other) => other !== alarm);
    };
  }

  advance(byMs: number): void {
    const target = this.#now + byMs;
    for (;;) {
      const due = this.#alarms
        .filter(({ time }) => time <= target)
        .sort((a, b) => a.time - b.time)
        .at(0);
      if (due === undefined) break;
      this.#alarms = this.#alarms.filter((other) => other !== due);
      this.#now = Math.max(this.#now, due.time);
      due.run();
    }
    this.#now = target;
  }
}
