import type { VideoWordsPart } from "#lib/assembly/part.ts";
import type { StoredVideo } from "#lib/ingestion/find-video.ts";
import { toMinor } from "#lib/money.ts";
import type { CaptionReading } from "../caption-reading.ts";
import { type AiPorts, readWithAi } from "./read-with-ai.ts";

type Frames = {
  video: StoredVideo;
  rules: CaptionReading;
  words: VideoWordsPart;
  /** Small pictures of them as data URLs. */
  images: readonly string[];
};

/**
 * Lets a model look for the price where neither the caption nor the rules' reading of the frames
 * has one. A number that does not stand in the words off the frames is dropped, as everywhere.
 */
export async function readPriceOffFrames(
  { video, rules, words, images }: Frames,
  ports: AiPorts,
): Promise<VideoWordsPart> {
  if (rules.price !== null || words.price !== null || !/\p{N}/u.test(words.text)) return words;
  const frame = { source: "frame" as const, text: words.text };
  const read = await readWithAi({ video, rules, words: [frame], images }, ports);
  if (read.kind === "rules" || read.origins.price !== "frame") return words;
  const { price, currency } = read.reading;
  if (price === null) return words;
  const code = currency?.value ?? video.currency;
  return {
    ...words,
    price: {
      minor: toMinor(price.value, code),
      currency: code,
      confidence: price.confidence,
      rule: price.rule,
    },
  };
}
