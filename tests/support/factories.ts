import { randomBytes, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Queries } from "#db/client.ts";
import {
  productAi,
  productOverrides,
  products,
  sellers,
  shops,
  thumbnails,
  videos,
} from "#db/schema/index.ts";
import { derivedId } from "#lib/ids.ts";

type SellerRow = typeof sellers.$inferSelect;
type ShopRow = typeof shops.$inferSelect;
type VideoRow = typeof videos.$inferSelect;
type ProductRow = typeof products.$inferSelect;
type ThumbnailRow = typeof thumbnails.$inferSelect;

type SellerOverrides = Partial<typeof sellers.$inferInsert>;
type ShopOverrides = Partial<typeof shops.$inferInsert>;
type VideoOverrides = Partial<typeof videos.$inferInsert>;
type ProductOverrides = Partial<typeof productAi.$inferInsert> & { video?: VideoOverrides };
type ThumbnailOverrides = Partial<typeof thumbnails.$inferInsert> & {
  sellerId: string;
  videoId: string;
  count?: number;
};
type SellerWordOverrides = Partial<typeof productOverrides.$inferInsert> & {
  sellerId: string;
  videoId: string;
};

/** A transparent GIF of one pixel: the shortest thing that is a placeholder. */
const TINY_PICTURE =
  "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

const WIDTHS = [180, 360, 540];

/** A handle that no other test has. */
export function uniqueHandle(): string {
  return `seller-${randomBytes(5).toString("hex")}`;
}

/** A video id of TikTok's form: 19 digits. */
export function uniqueVideoId(): string {
  const tail = BigInt(`0x${randomBytes(7).toString("hex")}`) % 10n ** 15n;
  return `7412${tail.toString().padStart(15, "0")}`;
}

export async function createSeller(overrides: SellerOverrides, db: Queries): Promise<SellerRow> {
  const handle = overrides.handle ?? uniqueHandle();
  const row = {
    id: randomUUID(),
    handle,
    phone: "+256772123456",
    country: "UG",
    name: `Seller ${handle}`,
    ...overrides,
  };
  return theOnly(await db.orm.insert(sellers).values(row).returning());
}

/** A shop; its seller is made with it unless `sellerId` names one. */
export async function createShop(overrides: ShopOverrides, db: Queries): Promise<ShopRow> {
  const sellerId = overrides.sellerId ?? (await createSeller({}, db)).id;
  const row = { title: "Nalu Fashion", currency: "UGX", ...overrides, sellerId };
  return theOnly(await db.orm.insert(shops).values(row).returning());
}

/** A tracked public video; its seller (with a shop) is made with it unless `sellerId` names one. */
export async function createVideo(overrides: VideoOverrides, db: Queries): Promise<VideoRow> {
  const sellerId = overrides.sellerId ?? (await createShop({}, db)).sellerId;
  const videoId = overrides.videoId ?? uniqueVideoId();
  const postedAt = overrides.postedAt ?? new Date("2026-11-20T08:00:00Z");
  const row = {
    caption: "New heels only 55k! Sizes 37-41 #TRACK",
    hashtags: ["TRACK"],
    tracked: true,
    videoUrl: `https://www.tiktok.com/@seller/video/${videoId}`,
    mediaUrl: `https://v16.tiktokcdn.com/${videoId}.mp4`,
    coverUrl: `https://p16.tiktokcdn.com/${videoId}.jpg`,
    slideshowUrls: [],
    subtitleUrls: [],
    durationSeconds: 15,
    stats: { likes: 10, comments: 2, shares: 1 },
    firstSeenAt: postedAt,
    lastSeenAt: postedAt,
    ...overrides,
    postedAt,
    sellerId,
    videoId,
  };
  return theOnly(await db.orm.insert(videos).values(row).returning());
}

/**
 * A product that the workers know, as readers see it. The video is made with it (settings under
 * `video`), unless one with the given `videoId` is there already.
 */
export async function createProduct(
  { video: videoOverrides, ...overrides }: ProductOverrides,
  db: Queries,
): Promise<ProductRow> {
  const video = await findOrCreateVideo({ ...videoOverrides, ...idsOf(overrides) }, db);
  const { sellerId, videoId } = video;
  const createdAt = overrides.createdAt ?? video.postedAt;
  const row = {
    productId: derivedId("product", sellerId, videoId),
    version: 1,
    title: "New Heels",
    description: "New heels. Sizes 37 to 41.",
    priceMinor: 55_000,
    currency: "UGX",
    sizes: ["37", "38", "39", "40", "41"],
    productType: "heels",
    category: "shoes",
    tags: ["heels", "shoes"],
    confidence: 0.8,
    fieldSources: {},
    updatedAt: createdAt,
    ...overrides,
    createdAt,
    sellerId,
    videoId,
  };
  await db.orm.insert(productAi).values(row);
  const rows = await db.orm.select().from(products).where(eq(products.productId, row.productId));
  return theOnly(rows);
}

/** What the seller typed over a product that is there. */
export async function createProductOverride(
  overrides: SellerWordOverrides,
  db: Queries,
): Promise<typeof productOverrides.$inferSelect> {
  const row = { updatedAt: new Date("2026-11-20T09:00:00Z"), ...overrides };
  return theOnly(await db.orm.insert(productOverrides).values(row).returning());
}

/** The pictures of a product (five unless `count` says otherwise), each in three widths. */
export async function createThumbnails(
  { count = 5, ...overrides }: ThumbnailOverrides,
  db: Queries,
): Promise<ThumbnailRow[]> {
  const rows = Array.from({ length: count }, (_, position) => ({
    position,
    width: 540,
    height: 675,
    atSeconds: position * 2.5,
    variants: WIDTHS.map((width) => ({
      width,
      height: Math.round(width * 1.25),
      url: `https://blob.example/${overrides.videoId}/${position}-${width}.webp`,
      bytes: width * 60,
    })),
    previewUrl: position === 0 ? `https://blob.example/${overrides.videoId}/preview.jpg` : null,
    placeholder: TINY_PICTURE,
    dominantColors: ["#b08d57", "#3d2b1f"],
    createdAt: new Date("2026-11-20T08:00:10Z"),
    ...overrides,
  }));
  return db.orm.insert(thumbnails).values(rows).returning();
}

function idsOf(overrides: ProductOverrides): VideoOverrides {
  return {
    ...(overrides.sellerId === undefined ? {} : { sellerId: overrides.sellerId }),
    ...(overrides.videoId === undefined ? {} : { videoId: overrides.videoId }),
  };
}

async function findOrCreateVideo(overrides: VideoOverrides, db: Queries): Promise<VideoRow> {
  const { videoId } = overrides;
  if (videoId !== undefined) {
    const [known] = await db.orm.select().from(videos).where(eq(videos.videoId, videoId));
    if (known) return known;
  }
  return createVideo(overrides, db);
}

function theOnly<Row>(rows: Row[]): Row {
  const [row] = rows;
  if (row === undefined || rows.length > 1) throw new Error(`expected one row, got ${rows.length}`);
  return row;
}
