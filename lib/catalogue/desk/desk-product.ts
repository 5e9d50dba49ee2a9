import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client.ts";
import {
  type FieldSource,
  productAi,
  productOverrides,
  products,
  shops,
  type SellerState,
  thumbnails,
  videos,
} from "#db/schema/index.ts";
import type { Money } from "#lib/money.ts";
import type { ProductKey } from "../get-product.ts";
import { isVideoId } from "../video-id.ts";

/** One field as her desk shows it: what stands there, who said so, and what the machine would say. */
export type FieldOnDesk<Value> = {
  value: Value;
  source: FieldSource["source"];
  /** 0 to 1; null for her own word. */
  confidence: number | null;
  /** UTF-16 offsets of the caption's words that it was read from. */
  span: { start: number; end: number } | null;
  machine: Value;
};

type OverrideRow = typeof productOverrides.$inferSelect;

/** Her word without what it hangs on; a null field is the machine's. */
export type Override = Omit<OverrideRow, "sellerId" | "videoId" | "updatedAt">;

export const NO_OVERRIDE: Override = {
  revision: 0,
  title: null,
  description: null,
  priceMinor: null,
  currency: null,
  sizes: null,
  category: null,
  tags: null,
  state: "live",
  deletedAt: null,
  deleteReason: null,
  purgedAt: null,
};

export type DeskProduct = {
  productId: string;
  sellerId: string;
  handle: string;
  videoId: string;
  version: number;
  /** What an edit has seen; 0 before her first change. */
  revision: number;
  state: SellerState;
  deletedAt: Date | null;
  deleteReason: string | null;
  visibility: (typeof products.$inferSelect)["visibility"];
  caption: string;
  videoUrl: string;
  postedAt: Date;
  createdAt: Date;
  updatedAt: Date;
  shopCurrency: string;
  fields: {
    title: FieldOnDesk<string>;
    description: FieldOnDesk<string>;
    price: FieldOnDesk<Money | null>;
    sizes: FieldOnDesk<string[]>;
    category: FieldOnDesk<string>;
    tags: FieldOnDesk<string[]>;
  };
  /** Only hers: what is null here is the machine's. */
  override: Override;
  /** Whether TikTok still shows the video. */
  availability: (typeof videos.$inferSelect)["availability"];
  picture: { url: string; placeholder: string } | null;
  pictures: number;
};

const ofThis: SQL = sql`${thumbnails.sellerId} = ${productAi.sellerId}
  and ${thumbnails.videoId} = ${productAi.videoId}`;

const deskColumns = {
  ai: productAi,
  shown: {
    handle: products.handle,
    version: products.version,
    title: products.title,
    description: products.description,
    priceMinor: products.priceMinor,
    currency: products.currency,
    sizes: products.sizes,
    category: products.category,
    tags: products.tags,
    caption: products.caption,
    videoUrl: products.videoUrl,
    postedAt: products.postedAt,
    visibility: products.visibility,
    updatedAt: products.updatedAt,
  },
  override: productOverrides,
  shopCurrency: shops.currency,
  availability: videos.availability,
  picture: sql<DeskProduct["picture"]>`(
    select json_build_object('url', coalesce(${thumbnails.variants} -> 0 ->> 'url', ''),
      'placeholder', ${thumbnails.placeholder})
    from ${thumbnails} where ${ofThis} order by ${thumbnails.position} limit 1)`.as("picture"),
  pictures: sql<number>`(select count(*)::int from ${thumbnails} where ${ofThis})`.as("pictures"),
};

/** A select of desk products; the caller adds which ones, in what order and how many. */
export function selectDeskProducts({ orm }: Queries) {
  return orm
    .select(deskColumns)
    .from(productAi)
    .innerJoin(
      products,
      and(eq(products.sellerId, productAi.sellerId), eq(products.videoId, productAi.videoId)),
    )
    .innerJoin(videos, eq(videos.videoId, productAi.videoId))
    .innerJoin(shops, eq(shops.sellerId, productAi.sellerId))
    .leftJoin(
      productOverrides,
      and(
        eq(productOverrides.sellerId, productAi.sellerId),
        eq(productOverrides.videoId, productAi.videoId),
      ),
    )
    .$dynamic();
}

type DeskRow = Awaited<ReturnType<typeof selectDeskProducts>>[number];

/** Her product as her desk shows it, hidden or not; undefined for another seller's. */
export async function findDeskProduct(
  db: Queries,
  { sellerId, videoId }: ProductKey,
): Promise<DeskProduct | undefined> {
  if (!isVideoId(videoId)) return undefined;
  const [row] = await selectDeskProducts(db).where(
    and(eq(productAi.sellerId, sellerId), eq(productAi.videoId, videoId)),
  );
  return row && toDeskProduct(row);
}

export function toDeskProduct({ ai, shown, override, ...row }: DeskRow): DeskProduct {
  const hers = override ?? NO_OVERRIDE;
  const field = <Value>(name: string, values: FieldValues<Value>): FieldOnDesk<Value> =>
    toField(values, { known: ai.fieldSources[name], confidence: ai.confidence });
  const { sellerId, videoId, productId, createdAt } = ai;
  const { handle, version, visibility, caption, videoUrl, postedAt, updatedAt } = shown;
  const { revision, state, deletedAt, deleteReason } = hers;
  return {
    ...{ productId, sellerId, handle, videoId, version, visibility, caption, videoUrl },
    ...{ postedAt, createdAt, updatedAt, revision, state, deletedAt, deleteReason },
    ...row,
    override: overrideOf(hers),
    fields: {
      title: field("title", valuesOf(shown.title, ai.title, hers.title)),
      description: field(
        "description",
        valuesOf(shown.description, ai.description, hers.description),
      ),
      price: field("price", {
        value: moneyOf(shown),
        machine: moneyOf(ai),
        isHers: hers.priceMinor !== null,
      }),
      sizes: field("sizes", valuesOf(shown.sizes, ai.sizes, hers.sizes)),
      category: field("category", valuesOf(shown.category, ai.category, hers.category)),
      tags: field("tags", valuesOf(shown.tags, ai.tags, hers.tags)),
    },
  };
}

type FieldValues<Value> = { value: Value; machine: Value; isHers: boolean };

// Three values of one field, which are told apart by their order in every call above.
function valuesOf<Value>(value: Value, machine: Value, hers: Value | null): FieldValues<Value> {
  return { value, machine, isHers: hers !== null };
}

function toField<Value>(
  { value, machine, isHers }: FieldValues<Value>,
  { known, confidence }: { known: FieldSource | undefined; confidence: number },
): FieldOnDesk<Value> {
  if (isHers) return { value, machine, source: "seller", confidence: null, span: null };
  // Of some fields the readers note no source of their own: they are as sure as the product is.
  const read = known ?? { source: "rule" as const, confidence, span: null };
  return { value, machine, source: read.source, confidence: read.confidence, span: read.span };
}

function moneyOf(of: { priceMinor: number | null; currency: string | null }): Money | null {
  const { priceMinor, currency } = of;
  return priceMinor === null || currency === null ? null : { minor: priceMinor, currency };
}

function overrideOf(row: Override): Override {
  // Exactly the fields of an override, whatever else its row has.
  return Object.fromEntries(
    Object.keys(NO_OVERRIDE).map((name) => [name, row[name as keyof Override]]),
  ) as Override;
}
