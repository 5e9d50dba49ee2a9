import { describe, expect, test } from "vitest";
import { captionPart, tagsPart, thumbnailPart } from "#tests/support/parts.ts";
import { mergeParts, readParts, type AssembledParts } from "./merge-parts.ts";
import type { CaptionPart, VideoWordsPart } from "./part.ts";

const words = (minor: number | null, sizes: string[] = []): VideoWordsPart => ({
  text: minor === null ? "NEW HEELS" : `only ${minor}`,
  price:
    minor === null ? null : { minor, currency: "UGX", confidence: 0.66, rule: "price.k-suffix" },
  sizes: sizes.length === 0 ? null : { value: sizes, confidence: 0.6, rule: "sizes.range" },
});

function parts(given: {
  caption?: Partial<CaptionPart>;
  shown?: VideoWordsPart;
  said?: VideoWordsPart;
}): AssembledParts {
  const { shown, said } = given;
  return readParts({
    captionValue: captionPart({ ...given.caption, ...(said ? { words: said } : {}) }).value,
    thumbnailValue: thumbnailPart(shown ? { words: shown } : {}).value,
    tagsValue: tagsPart().value,
  });
}
const unpriced = { priceMinor: null, currency: null };

describe("mergeParts", () => {
  test("never lets words overrule a caption's price, whoever read it", () => {
    const merged = mergeParts(parts({ shown: words(80_000), said: words(80_000) }));
    expect(merged).toMatchObject({ priceMinor: 55_000, currency: "UGX" });
    expect(merged.fieldSources).not.toHaveProperty("price");
  });

  test("takes a price off the frames where the caption has none, and says so", () => {
    const merged = mergeParts(parts({ caption: unpriced, shown: words(80_000) }));
    expect(merged).toMatchObject({ priceMinor: 80_000, currency: "UGX", confidence: 0.66 });
    expect(merged.fieldSources["price"]).toEqual({
      source: "frame",
      confidence: 0.66,
      span: null,
      rule: "price.k-suffix",
    });
  });

  test("takes a price out of the subtitles where the frames have none", () => {
    const merged = mergeParts(
      parts({ caption: unpriced, shown: words(null), said: words(80_000) }),
    );
    expect(merged.priceMinor).toBe(80_000);
    expect(merged.fieldSources["price"]?.source).toBe("subtitles");
  });

  test("is surer of a price that is shown and said, and takes the shown one where they differ", () => {
    const agreed = mergeParts(
      parts({ caption: unpriced, shown: words(80_000), said: words(80_000) }),
    );
    const disputed = mergeParts(
      parts({ caption: unpriced, shown: words(80_000), said: words(8_000) }),
    );
    expect(agreed.fieldSources["price"]?.confidence).toBeCloseTo(0.76);
    expect(disputed).toMatchObject({ priceMinor: 80_000 });
    expect(disputed.fieldSources["price"]?.confidence).toBeCloseTo(0.51);
  });

  test("takes sizes of a known kind where the caption has none", () => {
    const shown = words(null, ["37", "38"]);
    expect(mergeParts(parts({ caption: { sizes: [] }, shown })).sizes).toEqual(["37", "38"]);
    expect(mergeParts(parts({ shown })).sizes).toEqual(["37", "38", "39", "40", "41"]);
    expect(mergeParts(parts({ caption: { sizes: [], productType: null }, shown })).sizes).toEqual(
      [],
    );
  });

  test("puts what is shown and said behind the caption's text", () => {
    const merged = mergeParts(parts({ shown: words(null), said: words(80_000) }));
    expect(merged.extractedText).toBe("New heels only 55k\nNEW HEELS\nonly 80000");
  });
});
