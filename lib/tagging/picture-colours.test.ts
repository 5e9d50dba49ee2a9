import { describe, expect, test } from "vitest";
import { withPictureColours } from "./picture-colours.ts";

const dress = { productType: "dress", category: "clothing" as const };
const tag = (tags: string[], colours: [string, number][], product: Partial<typeof dress> = {}) =>
  withPictureColours({
    ...dress,
    ...product,
    tags,
    colours: colours.map(([name, weight]) => ({ name, weight })),
  });

describe("colours of the pictures", () => {
  test("join the tags after the kind where one bright colour rules and the words name none", () => {
    const colours: [string, number][] = [
      ["red", 0.55],
      ["white", 0.3],
      ["brown", 0.15],
    ];
    expect(tag(["dress", "satin"], colours)).toEqual(["dress", "red", "satin"]);
  });

  test("count shades of one colour together and say it as shoppers do", () => {
    const colours: [string, number][] = [
      ["dark green", 0.3],
      ["green", 0.25],
      ["grey", 0.3],
    ];
    expect(tag(["dress"], colours)).toEqual(["dress", "green"]);
  });

  test.each(["black", "white", "grey", "cream", "beige", "brown", "tan", "silver", "light blue"])(
    "%s alone proves nothing: walls, floors, skin and sky have it",
    (name) => {
      expect(tag(["dress"], [[name, 0.9]])).toEqual(["dress"]);
    },
  );

  test.each<[string, [string, number][]]>([
    [
      "too little of it",
      [
        ["red", 0.4],
        ["grey", 0.1],
      ],
    ],
    [
      "another close behind",
      [
        ["red", 0.5],
        ["blue", 0.45],
      ],
    ],
    [
      "a wall behind it that is larger",
      [
        ["white", 0.6],
        ["red", 0.4],
      ],
    ],
    ["no picture", []],
  ])("stay out with %s", (_why, colours) => {
    expect(tag(["dress"], colours)).toEqual(["dress"]);
  });

  test("never add to colours that the words name, nor take one away", () => {
    expect(tag(["dress", "black"], [["red", 0.8]])).toEqual(["dress", "black"]);
  });

  test("put the named colour first that they show", () => {
    const colours: [string, number][] = [
      ["grey", 0.6],
      ["red", 0.3],
    ];
    expect(tag(["dress", "black", "satin", "red"], colours)).toEqual([
      "dress",
      "red",
      "satin",
      "black",
    ]);
  });

  test("say nothing of a thing that nobody chooses by colour", () => {
    const phone = { productType: "phone", category: "electronics" as const };
    expect(
      withPictureColours({ ...phone, tags: ["phone"], colours: [{ name: "red", weight: 1 }] }),
    ).toEqual(["phone"]);
  });
});
