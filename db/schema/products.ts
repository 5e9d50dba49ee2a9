import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  pgView,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { sellers } from "./sellers.ts";
import { videos } from "./videos.ts";

/** Where one field of a product came from, and how sure its reader was. */
export type FieldSource = {
  source: "rule" | "ai" | "seller" | "frame" | "subtitles";
  confidence: number;
  /** UTF-16 offsets into the caption. */
  span: { start: number; end: number } | null;
  rule: string | null;
};

/** What the workers know of a product. Only the assembly writes it. */
export const productAi = pgTable(
  "product_ai",
  {
    productId: uuid("product_id").notNull().unique("product_ai_product_id_key"),
    sellerId: uuid("seller_id")
      .notNull()
      .references(() => sellers.id, { onDelete: "cascade" }),
    videoId: text("video_id")
      .notNull()
      .references(() => videos.videoId, { onDelete: "cascade" }),
    version: integer().notNull(),
    title: text().notNull(),
    description: text().notNull(),
    priceMinor: bigint("price_minor", { mode: "number" }),
    currency: text(),
    sizes: text().array().notNull(),
    productType: text("product_type"),
    category: text().notNull(),
    tags: text().array().notNull(),
    confidence: doublePrecision().notNull(),
    fieldSources: jsonb("field_sources").$type<Record<string, FieldSource>>().notNull(),
    /** Grows with each content.archived and content.published of the video; a trigger on events keeps it. */
    visibilityVersion: integer("visibility_version").notNull().default(0),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ name: "product_ai_pkey", columns: [table.sellerId, table.videoId] }),
    index("product_ai_seller_created_idx").on(table.sellerId, table.createdAt, table.videoId),
    index("product_ai_seller_updated_idx").on(table.sellerId, table.updatedAt),
    // Of a video that is deleted the database looks for the product by this alone.
    index("product_ai_video_idx").on(table.videoId),
  ],
);

/** What the seller wants of a product, whatever its video is. */
export const SELLER_STATES = ["live", "hidden", "archived"] as const;
export type SellerState = (typeof SELLER_STATES)[number];

/**
 * What the seller typed and decided. Only she writes it; a null field is given back to the workers.
 * Of a product that is purged the row stays, so that its video makes no second one.
 */
export const productOverrides = pgTable(
  "product_overrides",
  {
    sellerId: uuid("seller_id")
      .notNull()
      .references(() => sellers.id, { onDelete: "cascade" }),
    videoId: text("video_id")
      .notNull()
      .references(() => videos.videoId, { onDelete: "cascade" }),
    revision: integer().notNull().default(1),
    title: text(),
    description: text(),
    priceMinor: bigint("price_minor", { mode: "number" }),
    currency: text(),
    sizes: text().array(),
    category: text(),
    tags: text().array(),
    state: text({ enum: SELLER_STATES }).notNull().default("live"),
    /** Hidden from everybody since; she can take it back until it is purged. */
    deletedAt: timestamp("deleted_at", { withTimezone: true }),
    deleteReason: text("delete_reason"),
    purgedAt: timestamp("purged_at", { withTimezone: true }),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ name: "product_overrides_pkey", columns: [table.sellerId, table.videoId] }),
    index("product_overrides_video_idx").on(table.videoId),
    index("product_overrides_purge_idx")
      .on(table.deletedAt)
      .where(sql`${table.deletedAt} is not null and ${table.purgedAt} is null`),
    check("product_overrides_state_check", sql`${table.state} in ('live', 'hidden', 'archived')`),
  ],
);

/**
 * What a reader sees: the seller's word over the workers', field by field; a price and its currency
 * are one field, since minor units mean nothing under another currency.
 * The counters only grow, so their sum is a version that a page can compare.
 */
export const products = pgView("products", {
  productId: uuid("product_id").notNull(),
  sellerId: uuid("seller_id").notNull(),
  handle: text().notNull(),
  videoId: text("video_id").notNull(),
  version: integer().notNull(),
  title: text().notNull(),
  description: text().notNull(),
  priceMinor: bigint("price_minor", { mode: "number" }),
  currency: text(),
  sizes: text().array().notNull(),
  productType: text("product_type"),
  category: text().notNull(),
  tags: text().array().notNull(),
  confidence: doublePrecision().notNull(),
  caption: text().notNull(),
  videoUrl: text("video_url").notNull(),
  durationSeconds: doublePrecision("duration_seconds"),
  postedAt: timestamp("posted_at", { withTimezone: true }).notNull(),
  /** `live` is on the shop page; the others say why not. */
  visibility: text({
    enum: ["live", "hidden", "archived", "deleted", "gone", "private", "untagged"],
  }).notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  updatedAt: timestamp("updated_at", { withTimezone: true }).notNull(),
}).as(sql`
  select
    ai.product_id, ai.seller_id, s.handle, ai.video_id,
    ai.version + ai.visibility_version + coalesce(o.revision, 0) as version,
    coalesce(o.title, ai.title) as title,
    coalesce(o.description, ai.description) as description,
    coalesce(o.price_minor, ai.price_minor) as price_minor,
    case when o.price_minor is null then ai.currency
      else coalesce(o.currency, shop.currency) end as currency,
    coalesce(o.sizes, ai.sizes) as sizes,
    ai.product_type,
    coalesce(o.category, ai.category) as category,
    coalesce(o.tags, ai.tags) as tags,
    ai.confidence,
    v.caption, v.video_url, v.duration_seconds, v.posted_at,
    case
      when o.deleted_at is not null then 'deleted'
      when o.state <> 'live' then o.state
      when v.availability = 'gone' then 'gone'
      when v.availability = 'private' then 'private'
      when not v.tracked then 'untagged'
      else 'live'
    end as visibility,
    ai.created_at,
    greatest(ai.updated_at, o.updated_at) as updated_at
  from product_ai ai
  join sellers s on s.id = ai.seller_id
  join videos v on v.video_id = ai.video_id
  left join shops shop on shop.seller_id = ai.seller_id
  left join product_overrides o on o.seller_id = ai.seller_id and o.video_id = ai.video_id
`);

/** Full-text document of a product, kept by the product-service. */
export const productSearch = pgTable(
  "product_search",
  {
    sellerId: uuid("seller_id").notNull(),
    videoId: text("video_id").notNull(),
    version: integer().notNull(),
    document: text().notNull(),
    indexedAt: timestamp("indexed_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ name: "product_search_pkey", columns: [table.sellerId, table.videoId] }),
    index("product_search_document_idx").using(
      "gin",
      sql`to_tsvector('simple', ${table.document})`,
    ),
  ],
);
