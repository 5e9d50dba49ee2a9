import type { CaptionPart, Part, Rank, TagsPart, ThumbnailPart } from "#lib/assembly/part.ts";

type Standing = { rank?: Rank; sourceVersion?: number };

/** Ready-made results of the three workers, as if the slow work had been done. */
export function captionPart(value: Partial<CaptionPart> = {}, standing: Standing = {}): Part {
  return {
    name: "caption",
    rank: 1,
    sourceVersion: 1,
    ...standing,
    value: {
      title: "New heels",
      description: "New heels in sizes 37 to 41.",
      priceMinor: 55_000,
      currency: "UGX",
      sizes: ["37", "38", "39", "40", "41"],
      productType: "heels",
      category: "footwear",
      tags: ["heels"],
      confidence: 0.9,
      extractedText: "New heels only 55k",
      fieldSources: {},
      ...value,
    },
  };
}

export function thumbnailPart(
  value: Partial<ThumbnailPart> = {},
  { count = 5, ...standing }: Standing & { count?: number } = {},
): Part {
  return {
    name: "thumbnail",
    rank: 2,
    sourceVersion: 1,
    ...standing,
    value: {
      from: "video",
      reason: null,
      pictures: Array.from({ length: count }, (_, position) => ({
        position,
        width: 1080,
        height: 1350,
        atSeconds: position * 2,
        variants: [
          { width: 540, height: 675, url: `http://pictures.test/${position}.webp`, bytes: 12_000 },
        ],
        previewUrl: position === 0 ? "http://pictures.test/preview.jpg" : null,
        placeholder: "data:image/webp;base64,AA==",
      })),
      dominantColors: ["#FF6B6B"],
      metadata: {
        video_duration: 15,
        frames_analyzed: 8,
        thumbnails_generated: 5,
        processing_time_ms: 300,
      },
      ...value,
    },
  };
}

export function tagsPart(value: Partial<TagsPart> = {}): Part {
  return {
    name: "tags",
    rank: 1,
    sourceVersion: 1,
    value: { tags: ["heels", "shoes"], category: "footwear", confidence: 0.95, ...value },
  };
}
