import * as z from "zod";

const videoId = z.string().min(1).max(64);
const sellerHandle = z.string().min(1).max(64);
const timestamp = z.iso.datetime({ offset: true });
const hexColor = z.string().regex(/^#[0-9A-Fa-f]{6}$/);

/** Statistics of a video at the moment it was seen; TikTok's likes, comments and shares. */
export const videoMetadata = z.object({
  likes_count: z.int().min(0).optional(),
  comments_count: z.int().min(0).optional(),
  shares_count: z.int().min(0).optional(),
  /** Seconds. */
  duration: z.number().min(0).optional(),
  thumbnail_url: z.string().optional(),
});

export const videoPosted = z.object({
  video_id: videoId,
  caption: z.string(),
  seller_handle: sellerHandle,
  video_url: z.string(),
  timestamp: timestamp.optional(),
  metadata: videoMetadata.optional(),
});

export const captionParsed = z.object({
  video_id: videoId,
  seller_handle: sellerHandle,
  title: z.string(),
  /** Major units of the shop's currency. */
  price: z.number().min(0).nullable(),
  sizes: z.string().nullable(),
  tags: z.array(z.string()),
  confidence_score: z.number().min(0).max(1).optional(),
  raw_caption: z.string().optional(),
  timestamp,
});

export const thumbnailInfo = z.object({
  url: z.string(),
  width: z.int().positive(),
  height: z.int().positive(),
  /** Moment of the video in seconds. */
  timestamp: z.number().min(0).nullable(),
  position: z.int().min(0),
});

export const processingMetadata = z.object({
  video_duration: z.number().min(0),
  frames_analyzed: z.int().min(0),
  thumbnails_generated: z.int().min(0),
  processing_time_ms: z.number().min(0),
});

export const thumbnailGenerated = z.object({
  video_id: videoId,
  seller_handle: sellerHandle,
  thumbnails: z.array(thumbnailInfo).min(1).max(5),
  primary_thumbnail: thumbnailInfo,
  processing_metadata: processingMetadata,
  timestamp,
});

export const tagsGenerated = z.object({
  video_id: videoId,
  seller_handle: sellerHandle,
  tags: z.array(z.string()),
  category: z.string(),
  confidence: z.number().min(0).max(1),
  timestamp,
});

const workerStatus = z.enum(["success", "fallback", "pending"]);

export const productProcessed = z.object({
  video_id: videoId,
  seller_handle: sellerHandle,
  product_data: z.object({
    title: z.string(),
    description: z.string(),
    price: z.number().min(0).nullable(),
    currency: z.string().nullable(),
    category: z.string(),
    tags: z.array(z.string()),
    thumbnail_url: z.string(),
    extracted_text: z.string(),
  }),
  processing_results: z.object({
    caption_parser: z.object({
      status: workerStatus,
      result: z.object({
        price: z.number().min(0).nullable(),
        currency: z.string().nullable(),
        sizes: z.array(z.string()),
        product_type: z.string().nullable(),
      }),
    }),
    thumbnail_generator: z.object({
      status: workerStatus,
      result: z.object({ thumbnail_url: z.string(), dominant_colors: z.array(hexColor) }),
    }),
    auto_tagger: z.object({
      status: workerStatus,
      result: z.object({
        tags: z.array(z.string()),
        category: z.string(),
        confidence: z.number().min(0).max(1),
      }),
    }),
  }),
  timestamp,
});

export const shopLinkGenerated = z.object({
  handle: sellerHandle,
  phone: z.string(),
  shop_link: z.string(),
  subscription_status: z.enum(["trial", "active", "expired"]),
  created_at: timestamp,
});
