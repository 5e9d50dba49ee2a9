import * as z from "zod";
import { personal, timestamp, uuid } from "./fields.ts";

/**
 * What the log keeps of a part that an assembly has accepted, so that every product can be made
 * again from the log alone. The values are those of `lib/assembly/part.ts`, name for name.
 */
const fraction = z.number().min(0).max(1);
const pixels = z.int().positive();
const offset = z.int().min(0);

const fieldSource = z.object({
  source: z.string(),
  confidence: fraction,
  span: z.object({ start: offset, end: offset }).nullable(),
  rule: z.string().nullable(),
});

/** Words off the frames or out of the subtitles; phone numbers stand there as often as prices. */
const loggedWords = z.object({
  text: personal(z.string().max(2000)),
  price: z
    .object({
      minor: z.int().min(0),
      currency: z.string(),
      confidence: fraction,
      rule: z.string(),
    })
    .nullable(),
  sizes: z
    .object({ value: z.array(z.string()).min(1), confidence: fraction, rule: z.string() })
    .nullable(),
});

export const loggedCaption = z.object({
  title: personal(z.string().min(1).max(255)),
  description: personal(z.string().max(1000)),
  priceMinor: z.int().min(0).nullable(),
  currency: z.string().nullable(),
  sizes: z.array(z.string()),
  productType: z.string().nullable(),
  category: z.string(),
  tags: personal(z.array(z.string())),
  confidence: fraction,
  extractedText: personal(z.string()),
  fieldSources: z.record(z.string(), fieldSource),
  words: loggedWords.optional(),
});

export const loggedPicture = z.object({
  position: offset,
  width: pixels,
  height: pixels,
  atSeconds: z.number().min(0).nullable(),
  variants: z
    .array(z.object({ width: pixels, height: pixels, url: z.string(), bytes: z.int().min(0) }))
    .min(1),
  previewUrl: z.string().nullable(),
  placeholder: personal(z.string()),
});

export const loggedPictures = z.object({
  from: z.string(),
  reason: z.string().nullable(),
  pictures: z.array(loggedPicture).max(5),
  dominantColors: z.array(z.string()),
  namedColours: z
    .array(z.object({ hex: z.string(), name: z.string(), weight: fraction }))
    .max(5)
    .optional(),
  metadata: z.object({
    video_duration: z.number().min(0),
    frames_analyzed: z.int().min(0),
    thumbnails_generated: z.int().min(0),
    processing_time_ms: z.number().min(0),
  }),
  words: loggedWords.optional(),
});

export const loggedTags = z.object({
  tags: personal(z.array(z.string())),
  category: z.string(),
  confidence: fraction,
});

/** Fields that an event has beside the documents' own when it tells of an accepted part. */
export const acceptedPart = <Value extends z.ZodType>(value: Value) => ({
  seller_id: uuid.optional(),
  /** 1 is a rule or a fallback, 2 an AI's answer or real frames. */
  rank: z.literal([1, 2]).optional(),
  /** The version of the caption that it was made from. */
  source_version: z.int().min(1).optional(),
  /** When the assembly took it, where that is not the time of the event: another system made it. */
  accepted_at: timestamp.optional(),
  part: value.optional(),
});
