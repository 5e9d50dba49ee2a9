import { type Aspect, rootsOf } from "./vocabulary.ts";

type Entry = { tag: string; weight: number; aspect?: Aspect };

const LONGEST_TAG = 30;

/** Tags by weight, each once whatever its number or spelling. */
export class TagList {
  static readonly MOST = 10;
  readonly #entries = new Map<string, Entry & { seen: number }>();
  readonly #most: Partial<Record<Aspect, number>>;

  constructor(mostOf: Partial<Record<Aspect, number>>) {
    this.#most = mostOf;
  }

  /** A tag that comes again counts a little more than one that came once. */
  add(entry: Entry): void {
    const tag = entry.tag.trim().toLowerCase();
    if (tag === "" || tag.length > LONGEST_TAG) return;
    const key = rootsOf(tag).join("");
    const known = this.#entries.get(key);
    if (known === undefined) {
      this.#entries.set(key, { ...entry, tag, seen: 1 });
      return;
    }
    known.seen += 1;
    known.weight = Math.max(known.weight, entry.weight);
  }

  take(): string[] {
    const left = { ...this.#most };
    return [...this.#entries.values()]
      .toSorted((a, b) => b.weight + bonus(b.seen) - a.weight - bonus(a.seen))
      .filter(({ aspect }) => {
        if (aspect === undefined || left[aspect] === undefined) return true;
        left[aspect] -= 1;
        return left[aspect] >= 0;
      })
      .slice(0, TagList.MOST)
      .map(({ tag }) => tag);
  }
}

const bonus = (seen: number) => Math.min(seen - 1, 2) * 2;
