import { listWords, rangeWords } from "./lexicon/size-words.ts";
import type { Scan } from "./scan.ts";
import { hasCue } from "./scan.ts";
import type { SizeChunk } from "./size-run.ts";

/** One item of a series: a size as written, and the last token of it. */
export type SeriesItem<T> = { value: T; to: number };

type Link = "dash" | "range" | "list";

const RANGE = new Set(rangeWords.split(" "));
const LIST = new Set(listWords.split(" "));
const SYSTEMS = new Set(["eu", "uk", "us", "eur"]);
const LIST_MARKS = new Set([",", "/", "&", "|", "#", "+", ".", ";"]);

/** What joins two sizes; `next` is the token where the second one would start. */
function linkAfter(scan: Scan, at: number): { link: Link; next: number } | null {
  const token = scan.tokens[at];
  if (token === undefined) return null;
  if (token.text === "-" || token.text === "~" || token.text === "_")
    return { link: "dash", next: at + 1 };
  if (RANGE.has(token.text)) {
    const after = scan.tokens[at + 1]?.text;
    return { link: "range", next: after === "ku" || after === "kuri" ? at + 2 : at + 1 };
  }
  if (LIST.has(token.text)) return { link: "list", next: at + 1 };
  const below = nextLine(scan, at);
  if (below > 0) return { link: "list", next: below };
  if (token.kind === "emoji") return { link: "list", next: at + 1 };
  // "36-44. 12 Adeola Street": a sentence ended.
  if (token.text === "." && scan.tokens[at + 1]?.glued === false) return null;
  if (LIST_MARKS.has(token.text)) {
    const twice = scan.tokens[at + 1];
    const more = twice !== undefined && (LIST_MARKS.has(twice.text) || LIST.has(twice.text));
    return { link: "list", next: more ? at + 2 : at + 1 };
  }
  return { link: "list", next: at };
}

const LINE_SIGNS = 3;

/** Sizes under each other, one to a line with at most a tick or "sold": where the next line starts. */
function nextLine(scan: Scan, at: number): number {
  const first = scan.tokens[at - 2];
  if (first !== undefined && first.kind !== "line") return 0;
  let next = at;
  while (
    next - at < LINE_SIGNS &&
    (scan.tokens[next]?.kind === "emoji" || hasCue(scan, next, "soldOut"))
  )
    next += 1;
  return scan.tokens[next]?.kind === "line" ? next + 1 : 0;
}

type Member<T> = SeriesItem<T> & { from: number };

const MAX_MEMBERS = 60;

/** Reads "37-41, 43" as far as it goes. Two joined ends are a range, more dashes are a list. */
export function readSeries<T>(
  scan: Scan,
  at: number,
  rules: {
    read: (at: number) => SeriesItem<T> | null;
    expand: (low: T, high: T) => string[] | null;
    show: (value: T) => string;
  },
): SizeChunk[] {
  const groups: Member<T>[][] = [];
  const links: Link[] = [];
  let from = at;
  for (let count = 0; count < MAX_MEMBERS; count += 1) {
    const item = rules.read(from);
    if (item === null) break;
    const member = { ...item, from };
    const link = links.at(-1);
    if (link === undefined || link === "list") groups.push([member]);
    else groups.at(-1)?.push(member);
    const joint = linkAfter(scan, item.to + 1);
    if (joint === null) break;
    links.push(joint.link);
    const repeated = joint.link !== "list" && SYSTEMS.has(scan.tokens[joint.next]?.text ?? "");
    from = repeated ? joint.next + 1 : joint.next;
  }
  return groups.flatMap((group) => chunksOf(group, rules));
}

function chunksOf<T>(
  group: readonly Member<T>[],
  rules: { expand: (low: T, high: T) => string[] | null; show: (value: T) => string },
): SizeChunk[] {
  const [low, high] = group;
  if (group.length === 2 && low !== undefined && high !== undefined) {
    const values = rules.expand(low.value, high.value);
    if (values !== null) return [{ values, from: low.from, to: high.to, range: true }];
  }
  return group.map((member) => ({
    values: [rules.show(member.value)],
    from: member.from,
    to: member.to,
    range: false,
  }));
}
