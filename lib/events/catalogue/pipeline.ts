import * as z from "zod";
import { addedFields } from "./added-fields.ts";
import { defineEvent } from "./definition.ts";
import { personal, timestamp } from "./fields.ts";
import { acceptedPart, loggedCaption, loggedPictures, loggedTags } from "./parts.ts";

const videoId = z.string().min(1).max(64);
/** Whoever knows it finds the person. */
const sellerHandle = personal(z.string().min(1).max(64));
/** A seller's own hashtags are often her name. */
const tags = personal(z.array(z.string()));
const hexColor = z.string().regex(/^#[0-9A-Fa-f]{6}$/, "a colour such as #FF6B6B");
const fraction = z.number().min(0).max(1);
/** Major units of the shop's currency. */
const majorPrice = z.number().min(0).nullable();

/** Statistics of a video at the moment it was seen; TikTok's likes, comments and shares. */
export const videoMetadata = z.object({
  likes_count: z.int().min(0).optional(),
  comments_count: z.int().min(0).optional(),
  shares_count: z.int().min(0).optional(),
  /** Seconds. */
  duration: z.number().min(0).optional(),
  thumbnail_url: personal(z.string()).optional(),
});

const videoPosted = z.object({
  video_id: videoId,
  caption: personal(z.string()),
  seller_handle: sellerHandle,
  video_url: personal(z.string()),
  timestamp: timestamp.optional(),
  metadata: videoMetadata.optional(),
});

const captionParsedFirst = z.object({
  video_id: videoId,
  seller_handle: sellerHandle,
  title: personal(z.string()),
  price: majorPrice,
  sizes: z.string().nullable(),
  tags,
  confidence_score: fraction.optional(),
  raw_caption: personal(z.string()).optional(),
  timestamp,
});

const captionAccepted = acceptedPart(loggedCaption);
const captionParsed = captionParsedFirst.extend(captionAccepted);

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

const thumbnailGeneratedFirst = z.object({
  video_id: videoId,
  seller_handle: sellerHandle,
  thumbnails: z.array(thumbnailInfo).min(1).max(5),
  primary_thumbnail: thumbnailInfo,
  processing_metadata: processingMetadata,
  timestamp,
});

const picturesAccepted = acceptedPart(loggedPictures);
const thumbnailGenerated = thumbnailGeneratedFirst.extend(picturesAccepted);

const tagsGeneratedFirst = z.object({
  video_id: videoId,
  seller_handle: sellerHandle,
  tags,
  category: z.string(),
  confidence: fraction,
  timestamp,
});

const tagsAccepted = acceptedPart(loggedTags);
const tagsGenerated = tagsGeneratedFirst.extend(tagsAccepted);

const workerStatus = z.enum(["success", "fallback", "pending"]);

const productProcessed = z.object({
  video_id: videoId,
  seller_handle: sellerHandle,
  product_data: z.object({
    title: personal(z.string()),
    description: personal(z.string()),
    price: majorPrice,
    currency: z.string().nullable(),
    category: z.string(),
    tags,
    thumbnail_url: z.string(),
    extracted_text: personal(z.string()),
  }),
  processing_results: z.object({
    caption_parser: z.object({
      status: workerStatus,
      result: z.object({
        price: majorPrice,
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
      result: z.object({ tags, category: z.string(), confidence: fraction }),
    }),
  }),
  timestamp,
});

const shopLinkGenerated = z.object({
  handle: sellerHandle,
  phone: personal(z.string()),
  shop_link: personal(z.string()),
  subscription_status: z.enum(["trial", "active", "expired"]),
  created_at: timestamp,
});

const exampleSeller = "6fa459ea-ee8a-4ca4-894e-db77e160355e";

const examplePicture = {
  url: "https://pictures.example/7301/1.webp",
  width: 864,
  height: 1080,
  timestamp: 3.2,
  position: 0,
};

export const pipelineEvents = {
  "video.posted": defineEvent({
    topic: "new-video-posted",
    name: "VideoPostedEvent",
    summary: "A tracked video of a seller was seen for the first time, or with a new caption.",
    version: "1.0.0",
    payload: videoPosted,
    example: {
      video_id: "7301",
      caption: "Leather sandals 45k, sizes 38-42 #TRACK",
      seller_handle: "mama.shoes",
      video_url: "https://www.tiktok.com/@mama.shoes/video/7301",
      timestamp: "2026-03-01T08:00:00.000Z",
      metadata: { likes_count: 12, comments_count: 3, shares_count: 1, duration: 14.5 },
    },
  }),
  "caption.parsed": defineEvent({
    topic: "new-video-posted",
    name: "CaptionParsedEvent",
    summary: "What a caption says was read: title, price, sizes, tags.",
    version: "1.1.0",
    payload: captionParsed,
    earlier: { "1.0.0": captionParsedFirst },
    steps: [addedFields("1.0.0", "1.1.0", captionAccepted)],
    example: {
      video_id: "7301",
      seller_handle: "mama.shoes",
      title: "Leather sandals",
      price: 45000,
      sizes: "38, 39, 40, 41, 42",
      tags: ["sandals", "leather"],
      confidence_score: 0.9,
      timestamp: "2026-03-01T08:00:02.000Z",
      seller_id: exampleSeller,
      rank: 1,
      source_version: 1,
      part: {
        title: "Leather sandals",
        description: "Leather sandals in sizes 38 to 42",
        priceMinor: 45000,
        currency: "UGX",
        sizes: ["38", "39", "40", "41", "42"],
        productType: "sandals",
        category: "footwear",
        tags: ["sandals", "leather"],
        confidence: 0.9,
        extractedText: "Leather sandals 45k, sizes 38-42",
        fieldSources: {
          priceMinor: {
            source: "rule",
            confidence: 0.9,
            span: { start: 16, end: 19 },
            rule: "thousands",
          },
        },
      },
    },
  }),
  "thumbnail.generated": defineEvent({
    topic: "new-video-posted",
    name: "ThumbnailGeneratedEvent",
    summary: "Pictures of the product were taken out of a video.",
    version: "1.1.0",
    payload: thumbnailGenerated,
    earlier: { "1.0.0": thumbnailGeneratedFirst },
    steps: [addedFields("1.0.0", "1.1.0", picturesAccepted)],
    example: {
      video_id: "7301",
      seller_handle: "mama.shoes",
      thumbnails: [examplePicture],
      primary_thumbnail: examplePicture,
      processing_metadata: {
        video_duration: 14.5,
        frames_analyzed: 30,
        thumbnails_generated: 1,
        processing_time_ms: 2100,
      },
      timestamp: "2026-03-01T08:00:04.000Z",
      seller_id: exampleSeller,
      rank: 2,
      source_version: 1,
      part: {
        from: "video",
        reason: null,
        pictures: [
          {
            position: 0,
            width: 864,
            height: 1080,
            atSeconds: 3.2,
            variants: [{ width: 864, height: 1080, url: examplePicture.url, bytes: 48_211 }],
            previewUrl: "https://pictures.example/7301/preview.jpg",
            placeholder: "data:image/webp;base64,AA==",
          },
        ],
        dominantColors: ["#8B5A2B"],
        metadata: {
          video_duration: 14.5,
          frames_analyzed: 30,
          thumbnails_generated: 1,
          processing_time_ms: 2100,
        },
      },
    },
  }),
  "tags.generated": defineEvent({
    topic: "new-video-posted",
    name: "TagsGeneratedEvent",
    summary: "A video was filed under tags and a category.",
    version: "1.1.0",
    payload: tagsGenerated,
    earlier: { "1.0.0": tagsGeneratedFirst },
    steps: [
      {
        ...addedFields("1.0.0", "1.1.0", tagsAccepted),
        // The whole part was there from the start, under the names of the event itself.
        up: (payload) => ({
          ...payload,
          part: {
            tags: payload["tags"],
            category: payload["category"],
            confidence: payload["confidence"],
          },
        }),
      },
    ],
    example: {
      video_id: "7301",
      seller_handle: "mama.shoes",
      tags: ["sandals", "leather"],
      category: "footwear",
      confidence: 0.85,
      timestamp: "2026-03-01T08:00:01.000Z",
      seller_id: exampleSeller,
      rank: 1,
      source_version: 1,
      part: { tags: ["sandals", "leather"], category: "footwear", confidence: 0.85 },
    },
  }),
  "product.processed": defineEvent({
    topic: "product-processed",
    name: "ProductProcessedEvent",
    summary: "All that a product needs is there: it goes live now. Once per product.",
    version: "1.0.0",
    payload: productProcessed,
    example: {
      video_id: "7301",
      seller_handle: "mama.shoes",
      product_data: {
        title: "Leather sandals",
        description: "Leather sandals in sizes 38 to 42",
        price: 45000,
        currency: "UGX",
        category: "footwear",
        tags: ["sandals", "leather"],
        thumbnail_url: examplePicture.url,
        extracted_text: "Leather sandals 45k, sizes 38-42",
      },
      processing_results: {
        caption_parser: {
          status: "success",
          result: { price: 45000, currency: "UGX", sizes: ["38", "42"], product_type: "sandals" },
        },
        thumbnail_generator: {
          status: "fallback",
          result: { thumbnail_url: examplePicture.url, dominant_colors: ["#8B5A2B"] },
        },
        auto_tagger: {
          status: "success",
          result: { tags: ["sandals"], category: "footwear", confidence: 0.85 },
        },
      },
      timestamp: "2026-03-01T08:00:04.000Z",
    },
  }),
  "shop_link.generated": defineEvent({
    topic: "shop-link-generated",
    name: "ShopLinkGeneratedEvent",
    summary: "A seller signed up and the shop has its address.",
    version: "1.0.0",
    payload: shopLinkGenerated,
    example: {
      handle: "mama.shoes",
      phone: "+256700000000",
      shop_link: "/shop/mama.shoes",
      subscription_status: "trial",
      created_at: "2026-03-01T07:00:00.000Z",
    },
  }),
} as const;
