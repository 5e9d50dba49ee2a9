import type { PayloadOf } from "#lib/events/catalogue/catalogue.ts";
import { type AnyEvent, createEvent } from "#lib/events/event.ts";
import { canonicalJson, derivedId, videoCorrelationId } from "#lib/ids.ts";
import type { DeskProduct, Override } from "./desk-product.ts";
import { toLogged } from "./override-row.ts";

const SOURCE = "desk";

/** Whose hands changed something: her account, where there is one. */
export type Editor = { userId?: string; sessionId?: string };

/** A product before and after a change of hers; `override` is the row as it stands now. */
export type DeskChange = {
  before: DeskProduct;
  override: Override;
  at: Date;
  by: Editor;
};

/** What is different now and what stood there before, with her whole word. */
export function deskUpdated(change: DeskChange, after: DeskProduct): AnyEvent {
  const { before, override, at } = change;
  return createEvent(
    "product.updated",
    {
      productId: before.productId,
      changes: changesBetween(before, after),
      previousState: stateOf(before),
      updatedAt: at.toISOString(),
      override: toLogged(override),
    },
    originOf("product.updated", change),
  );
}

export function deskPublished(change: DeskChange): AnyEvent {
  const { before, override, at } = change;
  return createEvent(
    "content.published",
    {
      ...contentOf(before),
      title: before.fields.title.value,
      publishedBy: "seller",
      publishedAt: at.toISOString(),
      override: toLogged(override),
    },
    originOf("content.published", change),
  );
}

export function deskArchived(change: DeskChange): AnyEvent {
  const { before, override, at } = change;
  return createEvent(
    "content.archived",
    {
      ...contentOf(before),
      archivedBy: "seller",
      archivedAt: at.toISOString(),
      reason: override.state === "archived" ? "archived by the seller" : "hidden by the seller",
      override: toLogged(override),
    },
    originOf("content.archived", change),
  );
}

export function deskDeleted(change: DeskChange, undoUntil: Date): AnyEvent {
  const { before, override, at } = change;
  return createEvent(
    "product.deleted",
    {
      productId: before.productId,
      deletedAt: at.toISOString(),
      ...(override.deleteReason === null ? {} : { reason: override.deleteReason }),
      undoUntil: undoUntil.toISOString(),
      override: toLogged(override),
    },
    originOf("product.deleted", change),
  );
}

/** The end of a deleted product: nothing but her wish that it stays away is kept. */
export function deskPurged(change: DeskChange): AnyEvent {
  const { before, override, at } = change;
  return createEvent(
    "content.deleted",
    {
      ...contentOf(before),
      deletedBy: "seller",
      deletedAt: at.toISOString(),
      ...(override.deleteReason === null ? {} : { reason: override.deleteReason }),
      override: toLogged(override),
    },
    originOf("content.deleted", change),
  );
}

const contentOf = ({ videoId }: DeskProduct) => ({ contentId: videoId, contentType: "product" });

/** Each revision is told once, however often its transaction is tried. */
function originOf(type: string, { before, override, at, by }: DeskChange) {
  const { sellerId, videoId } = before;
  return {
    source: SOURCE,
    correlationId: videoCorrelationId(videoId),
    eventId: derivedId(type, SOURCE, sellerId, videoId, override.revision),
    ...by,
    clock: () => at,
  };
}

function changesBetween(
  { fields: before }: DeskProduct,
  { fields: after }: DeskProduct,
): PayloadOf<"product.updated">["changes"] {
  const differs = (name: keyof typeof before) =>
    canonicalJson(before[name].value) !== canonicalJson(after[name].value);
  const price = after.price.value;
  return {
    ...(differs("title") ? { name: after.title.value } : {}),
    ...(differs("description") ? { description: after.description.value } : {}),
    ...(differs("price") && price !== null ? { price: price.minor, currency: price.currency } : {}),
    ...(differs("sizes") ? { sizes: after.sizes.value } : {}),
    ...(differs("category") ? { category: after.category.value } : {}),
    ...(differs("tags") ? { tags: after.tags.value } : {}),
  };
}

function stateOf({ fields }: DeskProduct): Record<string, unknown> {
  return {
    name: fields.title.value,
    description: fields.description.value,
    price: fields.price.value?.minor ?? null,
    currency: fields.price.value?.currency ?? null,
    category: fields.category.value,
    tags: fields.tags.value,
    sizes: fields.sizes.value,
  };
}
