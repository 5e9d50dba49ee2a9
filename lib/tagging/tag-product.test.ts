import { describe, expect, test } from "vitest";
import { CASES, type TaggedCase } from "#tests/tagging/tagged-cases.ts";
import { readCaption } from "../captions/read-caption.ts";
import { synonyms } from "./synonyms.ts";
import { tagProduct, type TaggingInput } from "./tag-product.ts";

type Given = Partial<Omit<TaggingInput, "reading">> & { caption: string };

function tag({ caption, hashtags = [], subtitles = null, colours = null, country = "UG" }: Given) {
  const withTags = [caption, ...hashtags.map((hashtag) => `#${hashtag}`)].join(" ");
  const reading = readCaption(withTags, { country });
  return tagProduct({ caption, hashtags, subtitles, colours, country, reading });
}

const tagCase = ({ caption, country, hashtags }: TaggedCase) =>
  tag({ caption, country, hashtags: hashtags === "" ? [] : hashtags.split(" ") });
const wanted = ({ tags }: TaggedCase) => tags.split(", ").filter((name) => name !== "");

describe("tags", () => {
  test.each(CASES)("of $caption ($hashtags) name what a shopper would type", (given) => {
    const { tags, category } = tagCase(given);
    expect(category).toBe(given.category);
    expect(tags).toEqual(expect.arrayContaining(wanted(given)));
    expect(tags.filter((name) => given.not.split(", ").includes(name))).toEqual([]);
    expect(tags.length).toBeLessThanOrEqual(10);
    expect(new Set(tags).size).toBe(tags.length);
  });

  test("of all cases hold little beside what was asked for", () => {
    const all = CASES.flatMap((given) => tagCase(given).tags.map((name) => ({ name, given })));
    const right = all.filter(({ name, given }) => wanted(given).includes(name));
    expect(all.length).toBeGreaterThan(120);
    expect(right.length / all.length).toBeGreaterThan(0.97);
  });

  test("begin with the kind, then brand, colour, material and style", () => {
    const caption = "Maxi satin dress in red by Zara, for ladies 60k";
    expect(tag({ caption }).tags).toEqual([
      "dress",
      "zara",
      "red",
      "satin",
      "maxi",
      "women",
      "ekiteteeyi",
    ]);
  });

  test("are the same whatever case, number, accents or letters they are written in", () => {
    const plain = tag({ caption: "Red heels 55k", hashtags: ["heels"] });
    expect(tag({ caption: "𝗥𝗲𝗱 HEELS 55k", hashtags: ["HEEL", "#Heels"] })).toEqual(plain);
  });

  test("come from what is said where neither caption nor hashtags name a product", () => {
    const caption = "Only 70k, DM fast";
    expect(tag({ caption }).tags).toEqual([]);
    const said = tag({ caption, subtitles: "we have these beautiful handbags for you" });
    expect(said).toMatchObject({ category: "bags", confidence: 0.5 });
    expect(said.tags[0]).toBe("handbag");
  });

  test("hold a name of a hashtag only if the words or the voice hold it too", () => {
    const caption = "Rings 20k";
    expect(tag({ caption, hashtags: ["mamajanejewels"] }).tags).not.toContain("mamajanejewels");
    expect(tag({ caption, hashtags: ["moissanite"] }).tags).not.toContain("moissanite");
    const subtitles = "this is a moissanite ring";
    expect(tag({ caption, hashtags: ["moissanite"], subtitles }).tags).toContain("moissanite");
  });

  test("take the pictures' colour when they are there", () => {
    const colours = [
      { name: "red", weight: 0.6 },
      { name: "white", weight: 0.4 },
    ];
    expect(tag({ caption: "Dress 50k", colours }).tags.slice(0, 2)).toEqual(["dress", "red"]);
    expect(tag({ caption: "Black dress 50k", colours }).tags).not.toContain("red");
  });

  test.each([
    "",
    "😍😍😍",
    "ፋሽን",
    "#".repeat(5_000),
    "a".repeat(10_000),
    "\uD800\u202E\0",
    "https://evil.example 0772123456",
  ])("of %j are none, and no error", (caption) => {
    expect(tag({ caption, hashtags: [caption] }).tags).toEqual([]);
  });

  test("cost a moment, even of the worst caption", () => {
    const caption = "red leather shoes, ".repeat(120);
    const hashtags = Array.from({ length: 100 }, () => "shoesheelsbagsdressesshoesheelsbagsdress");
    tag({ caption, hashtags });
    const reading = readCaption(caption, { country: "UG" });
    const startedAt = performance.now();
    for (let run = 0; run < 20; run += 1)
      tagProduct({ caption, hashtags, subtitles: caption, colours: null, country: "UG", reading });
    expect((performance.now() - startedAt) / 20).toBeLessThan(50);
  });
});

describe("synonyms", () => {
  const words = Object.entries(synonyms).flatMap(([kind, { wider, ...local }]) =>
    Object.values(local).map((word) => ({ kind, wider, word })),
  );

  test.each(words)("$word is read as $kind", ({ kind, wider, word }) => {
    const countries = ["UG", "KE", "TZ", "RW", "CI"];
    const read = countries.map(
      (country) => readCaption(`${word} 5000`, { country }).productType?.value,
    );
    expect([kind, wider]).toEqual(
      expect.arrayContaining([read.find((type) => type === kind || type === wider)]),
    );
  });
});
