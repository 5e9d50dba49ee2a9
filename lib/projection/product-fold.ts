import { mergeParts, productIdOf } from "../assembly/merge-parts.ts";
import type { CaptionPart, Part, TagsPart, ThumbnailPart } from "../assembly/part.ts";
import type { EventType } from "../events/catalogue/catalogue.ts";
import type { LoggedOverride } from "../events/catalogue/override.ts";
import type { AnyEvent } from "../events/event.ts";
import type { LogEntry } from "../events/stored-event.ts";
import { contentHash } from "../ids.ts";
import { productDocument } from "../search/product-document.ts";
import { PART_EVENT_TYPES, partOfEvent } from "./part-of-event.ts";

/** All that products, their pictures, what their sellers say and their search entries are made of. */
export const FOLDED_TYPES: readonly EventType[] = [
  ...PART_EVENT_TYPES,
  "content.archived",
  "content.published",
  "content.deleted",
  "product.updated",
  "product.deleted",
  "search.indexed",
  "seller.erased",
];

type Held<Value> = { rank: number; sourceVersion: number; value: Value };

/** What the log says of one video, up to some place in it. Plain JSON; times are ISO 8601 in UTC. */
export type ProductFold = {
  sellerId: string;
  videoId: string;
  caption: Held<CaptionPart> | null;
  thumbnail: Held<ThumbnailPart> | null;
  tags: Held<TagsPart> | null;
  /** Of the parts as they last made a product. */
  contentHash: string | null;
  /** `live`, or why shoppers do not see it. */
  visibility: string;
  product: FoldedProduct | null;
  shown: { thumbnail: ThumbnailPart; createdAt: string } | null;
  search: { version: number; document: string; indexedAt: string } | null;
  /** The seller's own word, which goes before all of the above; also after her product is purged. */
  override: (LoggedOverride & { updatedAt: string }) | null;
  changedBy: { eventId: string; eventType: string; at: string } | null;
  /** Parts that were taken and are not in the log, which began to keep them later. */
  gaps: number;
};

export type FoldedProduct = ReturnType<typeof mergeParts> & {
  productId: string;
  version: number;
  visibilityVersion: number;
  createdAt: string;
  updatedAt: string;
};

export function startFold(key: { sellerId: string; videoId: string }): ProductFold {
  return {
    ...key,
    caption: null,
    thumbnail: null,
    tags: null,
    contentHash: null,
    visibility: "live",
    product: null,
    shown: null,
    search: null,
    override: null,
    changedBy: null,
    gaps: 0,
  };
}

/** The fold after one more event of its video. Pure: event times, and the functions that live writes use. */
export function foldProduct(fold: ProductFold, entry: LogEntry): ProductFold {
  const next = apply(fold, entry);
  if (next === fold || next.gaps > fold.gaps || next.search !== fold.search) return next;
  const { eventId, eventType } = entry.event.metadata;
  return { ...next, changedBy: { eventId, eventType, at: timeOf(entry.event) } };
}

function apply(fold: ProductFold, entry: LogEntry): ProductFold {
  const { event } = entry;
  const { eventType } = event.metadata;
  const changed = takeOverride(fold, event);
  if (eventType === "content.archived" || eventType === "content.published")
    return changeVisibility(changed, event);
  if (changed !== fold || fold.override?.purgedAt) return changed;
  if (eventType === "search.indexed") return indexed(fold, timeOf(event));
  const logged = partOfEvent(entry);
  if (logged.kind === "gap") return { ...fold, gaps: fold.gaps + 1 };
  return logged.kind === "part" ? takePart(fold, logged.part, logged.at.toISOString()) : fold;
}

/** Her whole word as it stands after an event of hers; the end of a product leaves nothing else of it. */
function takeOverride(fold: ProductFold, { metadata, payload }: AnyEvent): ProductFold {
  if (!("override" in payload) || payload.override === undefined) return fold;
  const at = new Date(metadata.timestamp).toISOString();
  const override = { ...payload.override, updatedAt: later(fold.override?.updatedAt, at) };
  if (override.purgedAt === null) return { ...fold, override };
  const { sellerId, videoId, visibility, gaps } = fold;
  return { ...startFold({ sellerId, videoId }), visibility, gaps, override };
}

/** As the assembly does: a newer caption beats an older one; of the same, the higher rank. */
function takePart(fold: ProductFold, part: Part, at: string): ProductFold {
  const held = fold[part.name];
  if (held !== null && !beats(part, held)) return fold;
  const { name, rank, sourceVersion, value } = part;
  return complete({ ...fold, [name]: { rank, sourceVersion, value } }, part.name, at);
}

type Standing = { sourceVersion: number; rank: number };

const beats = (next: Standing, held: Standing): boolean =>
  next.sourceVersion > held.sourceVersion ||
  (next.sourceVersion === held.sourceVersion && next.rank > held.rank);

function complete(fold: ProductFold, changed: Part["name"], at: string): ProductFold {
  const { caption, thumbnail, tags } = fold;
  if (caption === null || thumbnail === null) return fold;
  const parts = {
    caption: caption.value,
    thumbnail: thumbnail.value,
    tags: tags === null ? null : tags.value,
  };
  const hash = contentHash(parts);
  if (hash === fold.contentHash) return fold;
  const before = fold.product;
  const product: FoldedProduct = {
    ...mergeParts(parts),
    productId: productIdOf(fold),
    version: (before?.version ?? 0) + 1,
    visibilityVersion: before?.visibilityVersion ?? 0,
    createdAt: before?.createdAt ?? at,
    updatedAt: later(before?.updatedAt, at),
  };
  const shown =
    before === null || changed === "thumbnail"
      ? { thumbnail: thumbnail.value, createdAt: at }
      : fold.shown;
  return { ...fold, contentHash: hash, product, shown };
}

const HIDDEN_FOR: Readonly<Record<string, string>> = { "tag removed": "untagged" };

function changeVisibility(fold: ProductFold, event: AnyEvent): ProductFold {
  // Her own wish is in her word; this is what TikTok shows.
  const isHers = "override" in event.payload && event.payload.override !== undefined;
  const visibility = isHers ? fold.visibility : visibilityAfter(event);
  const { product } = fold;
  if (product === null) return { ...fold, visibility };
  return {
    ...fold,
    visibility,
    product: {
      ...product,
      visibilityVersion: product.visibilityVersion + 1,
      updatedAt: later(product.updatedAt, timeOf(event)),
    },
  };
}

function visibilityAfter({ payload }: AnyEvent): string {
  if (!("archivedAt" in payload)) return "live";
  const { reason = "archived" } = payload;
  return HIDDEN_FOR[reason] ?? reason;
}

/** The entry is made of the product as it stands: nobody changes it between reading it and this event. */
function indexed(fold: ProductFold, indexedAt: string): ProductFold {
  const product = shownProduct(fold);
  if (product === null) return fold;
  const { version } = product;
  return { ...fold, search: { version, document: productDocument(product), indexedAt } };
}

/** As readers saw it: her word over the workers', and why shoppers did not see it if they did not. */
export function shownProduct({ product, override, visibility }: ProductFold) {
  if (product === null) return null;
  const state = override?.deletedAt ? "deleted" : (override?.state ?? "live");
  return {
    ...product,
    title: override?.title ?? product.title,
    description: override?.description ?? product.description,
    ...((override?.priceMinor ?? null) === null
      ? {}
      : { priceMinor: override?.priceMinor ?? null, currency: override?.currency ?? null }),
    sizes: override?.sizes ?? product.sizes,
    category: override?.category ?? product.category,
    tags: override?.tags ?? product.tags,
    version: product.version + product.visibilityVersion + (override?.revision ?? 0),
    updatedAt: later(override?.updatedAt, product.updatedAt),
    visibility: state === "live" ? visibility : state,
  };
}

const timeOf = ({ metadata }: AnyEvent): string => new Date(metadata.timestamp).toISOString();

/** ISO 8601 in UTC sorts as text. */
const later = (one: string | undefined, other: string): string =>
  one !== undefined && one > other ? one : other;
