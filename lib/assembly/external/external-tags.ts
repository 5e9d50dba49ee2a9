import { categorySchema } from "../../captions/caption-reading.ts";
import type { EventOf } from "../../events/event.ts";
import type { StoredVideo } from "../../ingestion/find-video.ts";
import type { Part, Rank } from "../part.ts";
import { parseTags } from "./parse-tags.ts";
import { wrongField } from "./wrong-field.ts";

/** Another system's tags and category as the tags part. Throws INVALID on what the shop has no word for. */
export function toExternalTags(
  event: EventOf<"tags.generated">,
  { video, rank }: { video: StoredVideo; rank: Rank },
): Extract<Part, { name: "tags" }> {
  const { payload } = event;
  const tags = parseTags(payload.tags);
  if (tags.length === 0)
    throw wrongField(event, { path: "tags", message: "No words that can stand on a page" });
  const category = categorySchema.safeParse(payload.category.trim().toLowerCase());
  if (!category.success)
    throw wrongField(event, {
      path: "category",
      message: `Not a category; known are ${categorySchema.options.join(", ")}`,
    });
  const value = { tags, category: category.data, confidence: payload.confidence };
  return { name: "tags", rank, sourceVersion: video.sourceVersion, value };
}
