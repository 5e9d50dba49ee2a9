import type { Queries } from "#db/client.ts";
import { findWords } from "../assembly/find-words.ts";
import type { VideoWordsPart } from "../assembly/part.ts";
import type { StoredVideo } from "../ingestion/find-video.ts";
import type { SubtitleReader } from "../media/subtitles/subtitle-reader.ts";
import type { VideoWords } from "./ai/prompt.ts";
import type { CaptionReading } from "./caption-reading.ts";
import { readWords } from "./read-words.ts";

/** The words of a video beside its caption, for the two who have a use for them. */
export type GatheredWords = {
  /** For the caption part; null without subtitles. */
  subtitles: VideoWordsPart | null;
  /** For a model; empty where the rules left neither price nor kind open. */
  forModel: VideoWords[];
};

/**
 * Reads the subtitles while their link lives, and else what an earlier reading kept of them. Frames
 * are there only if their worker was faster.
 */
export async function gatherWords(
  { video, rules }: { video: StoredVideo; rules: CaptionReading },
  { db, subtitles }: { db: Queries; subtitles: SubtitleReader },
): Promise<GatheredWords> {
  const lines = await subtitles.read(video.subtitleUrls);
  const kept = await findWords(db, video);
  const context = { caption: rules, country: video.country, shopCurrency: video.currency };
  const pieces = lines.length === 0 ? [] : [{ lines: [{ text: lines.join(" "), confidence: 1 }] }];
  const said = readWords(pieces, context) ?? kept.subtitles;
  return { subtitles: said, forModel: wordsForModel(rules, { ...kept, subtitles: said }) };
}

/** A model is shown more than the caption only where that left something open. */
export function wordsForModel(
  rules: CaptionReading,
  words: { subtitles: VideoWordsPart | null; frame: VideoWordsPart | null },
): VideoWords[] {
  if (rules.price !== null && rules.productType !== null) return [];
  const { subtitles, frame } = words;
  return [
    ...(frame === null ? [] : [{ source: "frame" as const, text: frame.text }]),
    ...(subtitles === null ? [] : [{ source: "subtitles" as const, text: subtitles.text }]),
  ];
}
