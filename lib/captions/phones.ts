import { SIGN } from "./normalise.ts";
import type { Token } from "./tokens.ts";

const CALLING_CODES = new Set(
  "211 213 216 218 220 221 223 224 225 226 227 228 229 230 231 232 233 234 235 236 237 240 241 242 243 244 249 250 251 252 253 254 255 256 257 258 260 261 263 264 265 266 267 268 269 212 20 27 33 44 62 63 91 92 94 971 966 974".split(
    " ",
  ),
);
const CUES = new Set(
  "call whatsapp wa tel contact text piga wasap watsap whatsap sms phone telephone appel appelez hotline hubungi mpigie mob mobile viber telegram reach app".split(
    " ",
  ),
);
const SEPARATOR = /^[-.()/]$/;
const MIN_DIGITS = 9;
const MAX_DIGITS = 13;
/** Somebody may put a space behind every digit. */
const MOST_GROUPS = 13;

function digitsOf(token: Token): string {
  return token.text.replace(/\D/g, "");
}

/** A run of digit groups with at most one separator between two of them. */
function groupsFrom(tokens: readonly Token[], at: number): number[] {
  const groups = [at];
  for (let next = at + 1; groups.length < MOST_GROUPS; next += 1) {
    const token = tokens[next];
    if (token === undefined) break;
    if (token.kind === "number" && tokens[next - 1]?.kind !== "line") groups.push(next);
    else if (!(token.kind === "mark" && SEPARATOR.test(token.text) && token.text !== "/")) break;
    // "36-44. 0772 100 200": a sentence ended before the number to call.
    else if (token.text === "." && tokens[next + 1]?.glued === false) break;
    else if (tokens[next + 1]?.kind === "mark" && tokens[next + 1]?.text !== "(") break;
  }
  return groups;
}

function hasCueBefore(tokens: readonly Token[], at: number): boolean {
  for (let back = at - 1; back >= Math.max(0, at - 4); back -= 1) {
    const token = tokens[back];
    if (token === undefined || token.kind === "line") return false;
    if (token.text === SIGN.phone || CUES.has(token.stem)) return true;
  }
  return false;
}

/** How many groups from the first one make up a telephone number; zero when none do. */
function phoneGroups(tokens: readonly Token[], groups: readonly number[]): number {
  const first = tokens[groups[0] ?? -1];
  if (first === undefined) return 0;
  const head = digitsOf(first);
  const before = tokens[(groups[0] ?? 0) - 1];
  const international =
    (before?.text === "+" && first.glued) || (head.startsWith("00") && head.length > 4);
  const local = head.startsWith("0") && !/[.,]/.test(first.text);
  const cued = hasCueBefore(tokens, groups[0] ?? 0);
  const coded =
    CALLING_CODES.has(head) || (head.length >= 11 && CALLING_CODES.has(head.slice(0, 3)));
  const full = /^\d{9,13}$/.test(first.text);
  if (!international && !local && !cued && !coded && !full && !isDashed(tokens, groups)) return 0;
  const enough = international || coded ? 11 : local ? 10 : MIN_DIGITS;
  let total = 0;
  let taken = 0;
  let accepted = 0;
  for (const index of groups) {
    const token = tokens[index];
    if (token === undefined) break;
    const size = digitsOf(token).length;
    const after = tokens[index + 1];
    const priced = taken > 0 && after?.glued === true && (after.text === "k" || after.text === "/");
    if (total + size > MAX_DIGITS || priced || (/[.,]/.test(token.text) && !isDotted(token))) break;
    total += size;
    taken += 1;
    if (total >= MIN_DIGITS || ((cued || local) && total >= 7 && groups.length === taken))
      accepted = taken;
    if (total >= enough) break;
  }
  if (
    full &&
    !international &&
    !local &&
    !cued &&
    !coded &&
    hasCurrencyBeside(tokens, groups[0] ?? 0)
  )
    return 0;
  return accepted;
}

/** "0 2 4 6 8 10 12" climbs like sizes; a number to dial does not. */
function isSizeRow(tokens: readonly Token[], groups: readonly number[]): boolean {
  if (/^0\d/.test(tokens[groups[0] ?? -1]?.text ?? "")) return false;
  const values = groups.slice(0, 5).map((index) => Number(tokens[index]?.text));
  return (
    values.length >= 3 &&
    values.every((value, index) => value < 70 && (index === 0 || value > (values[index - 1] ?? 0)))
  );
}

function isDotted(token: Token): boolean {
  return /^\d{2,4}(?:\.\d{2,4})+$/.test(token.text);
}

/** 555-123-4567, 98765 43210 and 77 123 45 67: shapes that no list of sizes has. */
function isDashed(tokens: readonly Token[], groups: readonly number[]): boolean {
  if (groups.length < 2) return false;
  const sizes = groups.slice(0, 6).map((index) => tokens[index]?.text.length ?? 0);
  return (
    sizes.slice(0, 3).join() === "3,3,4" ||
    (sizes.length === 2 && sizes.join() === "5,5") ||
    /^(?:2,3,2,2|1,2,2,2,2)$/.test(sizes.join())
  );
}

function hasCurrencyBeside(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  const after = tokens[at + 1];
  return (
    /^(?:rp|ugx|ush|idr|tzs|tsh|vnd|₦|ngn)$/.test(before?.text ?? "") ||
    /^(?:ugx|idr|tzs|vnd)$/.test(after?.text ?? "")
  );
}

/** "*182*8*1#": the stars and the hash around digits are dialled too. */
function dialledEnd(tokens: readonly Token[], at: number): number {
  if (tokens[at - 1]?.text !== "*") return -1;
  let end = at;
  while (
    end - at < MOST_GROUPS &&
    tokens[end + 1]?.text === "*" &&
    tokens[end + 2]?.kind === "number"
  )
    end += 2;
  return tokens[end + 1]?.text === "#" && (end > at || tokens[end + 1]?.glued === true) ? end : -1;
}

/** Numbers that are dialled stop being numbers before anybody looks for a price. */
export function markPhones(tokens: Token[]): Token[] {
  let marked: Token[] | null = null;
  for (let at = 0; at < tokens.length; at += 1) {
    if (tokens[at]?.kind !== "number") continue;
    const code = dialledEnd(tokens, at);
    const groups = code === -1 ? groupsFrom(tokens, at) : [];
    if (code !== -1) {
      marked ??= [...tokens];
      for (let index = at; index <= code; index += 1) {
        const token = tokens[index];
        if (token !== undefined) marked[index] = { ...token, kind: "phone" };
      }
      at = code;
      continue;
    }
    const taken = isSizeRow(tokens, groups) ? 0 : phoneGroups(tokens, groups);
    if (taken === 0) continue;
    marked ??= [...tokens];
    const last = groups[taken - 1] ?? at;
    for (let index = at; index <= last; index += 1) {
      const token = tokens[index];
      if (token !== undefined) marked[index] = { ...token, kind: "phone" };
    }
    at = last;
  }
  return marked ?? tokens;
}
