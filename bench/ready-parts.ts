import type { CaptionPart, TagsPart, ThumbnailPart } from "#lib/assembly/part.ts";

const WIDTHS = [180, 360, 540];
const PICTURES = 5;
/** As long as the blurred pictures that the encoder makes. */
const PLACEHOLDER = `data:image/webp;base64,${"A".repeat(160)}`;

const found = (start: number, end: number, rule: string) => ({
  source: "rule" as const,
  confidence: 0.9,
  span: { start, end },
  rule,
});

/** What the three workers find in a usual video, of usual size: all the slow work is done. */
export function readyCaption(): CaptionPart {
  return {
    title: "New heels",
    description: "New heels in sizes 37 to 41, in black and in nude. Delivery in Kampala is free.",
    priceMinor: 55_000,
    currency: "UGX",
    sizes: ["37", "38", "39", "40", "41"],
    productType: "heels",
    category: "footwear",
    tags: ["heels", "shoes"],
    confidence: 0.9,
    extractedText:
      "New heels only 55k! Sizes 37-41, black and nude. Free delivery in Kampala #TRACK",
    fieldSources: {
      title: found(0, 9, "leading-words"),
      priceMinor: found(15, 18, "thousands"),
      sizes: found(26, 31, "size-range"),
      category: found(4, 9, "lexicon"),
    },
  };
}

export function readyPictures(videoId: string): ThumbnailPart {
  return {
    from: "video",
    reason: null,
    pictures: Array.from({ length: PICTURES }, (_, position) => ({
      position,
      width: 1080,
      height: 1350,
      atSeconds: position * 2.5,
      variants: WIDTHS.map((width) => ({
        width,
        height: Math.round(width * 1.25),
        url: `http://blob.test/pictures/${videoId}/${position}0f3a9c51d27be8-${width}.webp`,
        bytes: width * 60,
      })),
      previewUrl: position === 0 ? `http://blob.test/pictures/${videoId}/preview.jpg` : null,
      placeholder: PLACEHOLDER,
    })),
    dominantColors: ["#B08D57", "#3D2B1F", "#F2E8DC"],
    metadata: {
      video_duration: 15,
      frames_analyzed: 8,
      thumbnails_generated: PICTURES,
      processing_time_ms: 300,
    },
  };
}

export function readyTags(): TagsPart {
  return { tags: ["heels", "shoes", "fashion", "kampala"], category: "footwear", confidence: 0.9 };
}
