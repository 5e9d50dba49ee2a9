import { appendEvent } from "#lib/events/append-events.ts";
import type { AnyEvent } from "#lib/events/event.ts";
import type { ProductKey } from "../get-product.ts";
import {
  type DeskChange,
  deskArchived,
  deskDeleted,
  deskPublished,
  deskUpdated,
  type Editor,
} from "./desk-events.ts";
import { type DeskProduct, findDeskProduct, type Override } from "./desk-product.ts";
import type { DeskPorts } from "./edit-product.ts";
import { holdProduct, writeOverride } from "./override-row.ts";

export const UNDO_DAYS = 30;
const DAY_MS = 86_400_000;

/** Why she deletes a product; `other` needs no more words. */
export const DELETE_REASONS = ["sold out", "posted by mistake", "shown twice", "other"] as const;
export type DeleteReason = (typeof DELETE_REASONS)[number];

export type StateChange =
  | { to: "publish" | "unpublish" | "archive" | "undo_delete" }
  | { to: "delete"; reason: DeleteReason };

export type StateOutcome =
  | { kind: "changed"; product: DeskProduct }
  /** It was so already. */
  | { kind: "unchanged"; product: DeskProduct }
  /** The days in which a deletion can be taken back are over. */
  | { kind: "too_late" }
  | { kind: "not_found" };

/** Until when a deletion can be taken back. */
export function undoUntil(deletedAt: Date): Date {
  return new Date(deletedAt.getTime() + UNDO_DAYS * DAY_MS);
}

/**
 * Shows, hides, archives or deletes a product, or takes its deletion back. It needs no revision: the
 * last wish counts, and no word of hers is lost by it.
 */
export async function changeState(
  wish: ProductKey & StateChange & { by?: Editor },
  { db, clock }: DeskPorts,
): Promise<StateOutcome> {
  return db.transaction(async (tx) => {
    const before = await holdProduct(tx, wish);
    if (before === undefined) return { kind: "not_found" };
    const at = clock();
    if (before.deletedAt !== null && wish.to === "undo_delete" && undoUntil(before.deletedAt) <= at)
      return { kind: "too_late" };
    const next = stateAfter(before, { wish, at });
    if (next === undefined) return { kind: "unchanged", product: before };
    await writeOverride(tx, { key: before, seen: before.revision, next, at });
    const after = await findDeskProduct(tx, before);
    if (after === undefined) return { kind: "not_found" };
    const change = { before, override: after.override, at, by: wish.by ?? {} };
    const { sellerId, videoId } = before;
    await appendEvent(tx, eventOf(change, after), { sellerId, videoId });
    return { kind: "changed", product: after };
  });
}

const STATE_OF = { publish: "live", unpublish: "hidden", archive: "archived" } as const;

/** Undefined where it is so already; what is deleted can only be taken back. */
function stateAfter(
  { override }: DeskProduct,
  { wish, at }: { wish: StateChange; at: Date },
): Override | undefined {
  const isDeleted = override.deletedAt !== null;
  if (wish.to === "undo_delete")
    return isDeleted ? { ...override, deletedAt: null, deleteReason: null } : undefined;
  if (isDeleted) return undefined;
  if (wish.to === "delete") return { ...override, deletedAt: at, deleteReason: wish.reason };
  const state = STATE_OF[wish.to];
  return state === override.state ? undefined : { ...override, state };
}

/** What it means to shoppers; where they see no difference, only her word has changed. */
function eventOf(change: DeskChange, after: DeskProduct): AnyEvent {
  if (after.deletedAt !== null) return deskDeleted(change, undoUntil(after.deletedAt));
  const wasShown = change.before.visibility === "live";
  const isShown = after.visibility === "live";
  if (!wasShown && isShown) return deskPublished(change);
  if (wasShown && !isShown) return deskArchived(change);
  return deskUpdated(change, after);
}
