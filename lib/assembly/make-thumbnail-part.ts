import { readPriceOffFrames } from "../captions/ai/read-price-off-frames.ts";
import type { AiPorts } from "../captions/ai/read-with-ai.ts";
import { readCaption } from "../captions/read-caption.ts";
import type { StoredVideo } from "../ingestion/find-video.ts";
import type { MadePictures, PictureMaker } from "../media/picture-maker.ts";
import { PAGES_PER_POST } from "../media/words/word-reader.ts";
import { readFrameWords } from "./read-frame-words.ts";

/** Where the caption has a price, words in the pictures are only good for being searched. */
const PAGES_TO_SEARCH = 2;
const GLIMPSES = 3;

/**
 * Pictures of a video, with what is written in them. The model is asked about that only where the
 * caption and the rules leave the price open.
 */
export async function makeThumbnailPart(
  video: StoredVideo,
  { pictures, ...ports }: AiPorts & { pictures: PictureMaker },
): Promise<Pick<MadePictures, "rank" | "value" | "linkExpired">> {
  const caption = readCaption(video.caption, { country: video.country });
  const isOpen = caption.price === null;
  const made = await pictures.make({
    ...video,
    pages: isOpen ? PAGES_PER_POST : PAGES_TO_SEARCH,
    glimpses: isOpen && ports.ai !== null ? GLIMPSES : 0,
  });
  const { country, currency: shopCurrency } = video;
  const linkExpired = made.linkExpired ?? false;
  const part = { ...readFrameWords(made, { caption, country, shopCurrency }), linkExpired };
  const { words } = part.value;
  if (words === undefined || ports.ai === null) return part;
  const read = await readPriceOffFrames(
    { video, rules: caption, words, images: made.glimpses ?? [] },
    ports,
  );
  return { ...part, value: { ...part.value, words: read } };
}
