import { DIFFERENT_SCENE, thumbDistance, thumbMixture } from "./features/thumb.ts";
import type { Candidate } from "./frame-source.ts";

/** Seconds between a frame and those that it may be a mixture of. */
const NEAR_SECONDS = 5;

/** A mixture holds at least this share of both, and less that is of neither than of the fainter one. */
const LEAST_SHARE = 0.08;
const REST = { share: 0.8, always: 0.05 };

/** Frames in which one scene shows through another, told by the frames before and after them. */
export function findDissolves(candidates: readonly Candidate[]): Set<number> {
  const ordered = candidates.toSorted((a, b) => a.atSeconds - b.atSeconds);
  const found = new Set<number>();
  for (const [index, frame] of ordered.entries()) {
    const before = ordered[index - 1];
    const after = ordered[index + 1];
    if (before && after && isMixture(frame, { before, after })) found.add(frame.id);
  }
  return found;
}

function isMixture(
  frame: Candidate,
  { before, after }: { before: Candidate; after: Candidate },
): boolean {
  if (after.atSeconds - before.atSeconds > NEAR_SECONDS) return false;
  const [first, second] = [before.features.thumb, after.features.thumb];
  if (thumbDistance(first, second) < DIFFERENT_SCENE) return false;
  const { share, rest } = thumbMixture(frame.features.thumb, { first, second });
  const fainter = Math.min(share, 1 - share);
  return fainter > LEAST_SHARE && rest < fainter * REST.share + REST.always;
}
