/** One stretch of speech; times in seconds. */
export type Cue = { start: number; end: number; text: string };

const MAX_CUES = 2_000;
const MAX_CUE_LENGTH = 500;

const HEADER = /^WEBVTT(?:[ \t].*)?$/;
const TIMING =
  /^(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})[ \t]+-->[ \t]+(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})(?:[ \t].*)?$/;
const TAG = /<[^<>]{0,200}>/g;
const ENTITIES: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  lrm: "",
  rlm: "",
};

/**
 * The cues of a WebVTT file, in its order; null for anything else. Blocks that are no cues, or
 * whose times make no sense, are passed over; mark-up is taken out.
 */
export function readWebvtt(file: string): Cue[] | null {
  const lines = file.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  if (!HEADER.test(lines[0] ?? "")) return null;
  const cues: Cue[] = [];
  let at = 1;
  while (at < lines.length && cues.length < MAX_CUES) {
    const end = endOfBlock(lines, at);
    const cue = toCue(lines.slice(at, end));
    if (cue !== null) cues.push(cue);
    at = end + 1;
  }
  return cues;
}

function endOfBlock(lines: readonly string[], start: number): number {
  let end = start;
  while (end < lines.length && lines[end]?.trim() !== "") end += 1;
  return end;
}

/** A cue is a line of times, after at most one line that names it, and its text. */
function toCue(block: readonly string[]): Cue | null {
  const head = block.findIndex((line, index) => index < 2 && line.includes("-->"));
  const times = TIMING.exec(block[head]?.trim() ?? "");
  if (times === null) return null;
  const [start, end] = [secondsOf(times.slice(1, 5)), secondsOf(times.slice(5, 9))];
  const text = plain(block.slice(head + 1).join(" "));
  return end > start && text !== "" ? { start, end, text } : null;
}

function secondsOf([hours, minutes, seconds, milliseconds]: readonly (string | undefined)[]) {
  const of = (part: string | undefined) => Number(part ?? 0);
  return of(hours) * 3_600 + of(minutes) * 60 + of(seconds) + of(milliseconds) / 1_000;
}

function plain(text: string): string {
  return text
    .slice(0, MAX_CUE_LENGTH * 2)
    .replaceAll(TAG, "")
    .replaceAll(/&([a-z]{2,4});/g, (entity, name: string) => ENTITIES[name] ?? entity)
    .replaceAll(/\s+/g, " ")
    .trim()
    .slice(0, MAX_CUE_LENGTH)
    .toWellFormed();
}
