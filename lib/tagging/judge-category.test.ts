import { describe, expect, test } from "vitest";
import type { Category } from "../captions/caption-reading.ts";
import { judgeCategory } from "./judge-category.ts";

const caption = (category: Category, confidence: number, rule = "type.noun") => ({
  category: {
    value: category,
    confidence,
    span: null,
    rule: category === "other" ? "category.none" : "category.type",
  },
  productType: category === "other" ? null : { value: "it", confidence, span: null, rule },
});
const judge = (
  from: ReturnType<typeof caption>,
  hashtags: Category[] = [],
  subtitles: Category | null = null,
) => judgeCategory({ caption: from, hashtags, subtitles });

describe("the category", () => {
  test("is surer the more sources agree, and less sure the more of them do not", () => {
    const alone = judge(caption("footwear", 0.8));
    const tagged = judge(caption("footwear", 0.8), ["footwear"]);
    const both = judge(caption("footwear", 0.8), ["footwear"], "footwear");
    const disputed = judge(caption("footwear", 0.8), ["bags"]);
    const alone2 = judge(caption("footwear", 0.8), ["bags"], "home");
    expect(alone).toEqual({ category: "footwear", confidence: 0.8 });
    expect(tagged).toEqual({ category: "footwear", confidence: 0.9 });
    expect(both.confidence).toBeGreaterThan(tagged.confidence);
    expect(disputed).toEqual({ category: "footwear", confidence: 0.68 });
    expect(alone2.confidence).toBeLessThan(disputed.confidence);
  });

  test("of a caption stands against any number of hashtags", () => {
    expect(judge(caption("bags", 0.9), ["home", "home", "home"], "home").category).toBe("bags");
  });

  test("for children is confirmed by a hashtag of the garment", () => {
    expect(judge(caption("kids", 0.88), ["clothing"]).confidence).toBeGreaterThan(0.88);
  });

  test("read in a hashtag is not confirmed by that hashtag", () => {
    const read = caption("footwear", 0.8, "type.hashtag");
    expect(judge(read, ["footwear"]).confidence).toBe(0.8);
    expect(judge(read, ["footwear"], "footwear").confidence).toBe(0.88);
  });

  test("of a caption without a product comes from hashtags, else from what is said", () => {
    const silent = caption("other", 0.6);
    expect(judge(silent, ["bags"])).toEqual({ category: "bags", confidence: 0.6 });
    expect(judge(silent, [], "home")).toEqual({ category: "home", confidence: 0.5 });
    expect(judge(silent, ["bags"], "bags")).toEqual({ category: "bags", confidence: 0.76 });
    expect(judge(silent)).toEqual({ category: "other", confidence: 0.3 });
  });

  test("of a post that sells nothing stays other, whatever is tagged or said", () => {
    expect(judge(caption("other", 0.8), ["bags"], "bags")).toEqual({
      category: "other",
      confidence: 0.8,
    });
  });
});
