import type { CaptionPart, TagsPart } from "#lib/assembly/part.ts";
import { type CaptionPartOptions, toCaptionPart } from "../caption-part.ts";
import type { MergedReading } from "./merge-reading.ts";

/** The merged reading as the caption part of an assembly; each field says who gave it. */
export function toMergedCaptionPart(
  { reading, origins }: MergedReading,
  options: CaptionPartOptions,
): CaptionPart {
  const part = toCaptionPart(reading, options);
  const originOf = new Map<string, MergedReading["origins"]["title"]>(Object.entries(origins));
  return {
    ...part,
    fieldSources: Object.fromEntries(
      Object.entries(part.fieldSources).map(([field, source]) => [
        field,
        { ...source, source: originOf.get(field) ?? source.source },
      ]),
    ),
  };
}

/** The tags part that a model's tags make; null where it gave none, and the auto-tagger's stand. */
export function toMergedTagsPart({ reading, origins }: MergedReading): TagsPart | null {
  if (origins.tags === "rule") return null;
  return {
    tags: reading.tags.value,
    category: reading.category.value,
    confidence: reading.category.confidence,
  };
}
