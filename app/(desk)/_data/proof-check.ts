import type { ProfileFound } from "#db/schema/index.ts";
import type { ProofCheck } from "../_components/proof-box.tsx";

type Look = { state: string; found: ProfileFound | null };
type Given = Record<string, string | string[] | undefined>;

/** What to say of the last look for a code, and of a tap on the button that led to none. */
export function proofCheck(look: Look | null, given: Given): ProofCheck | null {
  const until = new Date(String(given["until"]));
  if (given["check"] === "wait" && !Number.isNaN(until.getTime())) return { kind: "wait", until };
  if (given["check"] === "unavailable") return { kind: "unavailable" };
  if (look === null) return null;
  const { found } = look;
  if (found === null) return { kind: "looking" };
  switch (found.kind) {
    case "found":
      return { kind: "not_there", bio: found.bio };
    case "blocked":
      return { kind: "blocked", until: new Date(found.retryAt) };
    case "private":
    case "not_found":
    case "empty":
    case "error":
      return { kind: "unreadable" };
    default:
      return found satisfies never;
  }
}
