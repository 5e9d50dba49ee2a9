import { describe, expect, test } from "vitest";
import { readCaption } from "./read-caption.ts";

function sizesOf(caption: string, country: string | null = "UG"): string[] {
  return readCaption(caption, { country }).sizes.value;
}

describe("sizes", () => {
  test.each([
    ["Heels 55k sizes 37–41", "37 38 39 40 41"],
    ["Sneakers UK 6-10", "6 7 8 9 10"],
    ["Viatu saizi 39 mpaka 42", "39 40 41 42"],
    ["Chaussures taille 38 à 41", "38 39 40 41"],
    ["Engatto sayizi 37 okutuuka ku 39", "37 38 39"],
    ["Dress sizes 8-14", "8 10 12 14"],
    ["Jeans waist 30-36", "30 32 34 36"],
    ["Jeans 29-32", "29 30 31 32"],
    ["Shirt S-XL", "S M L XL"],
    ["Shirt XS to 3XL", "XS S M L XL XXL 3XL"],
    ["Shirt small, medium, large", "S M L"],
    ["Shirt 2XL, XXXL, XXXXL", "XXL 3XL 4XL"],
    ["Shoes 36-38-39-41", "36 38 39 41"],
    ["Shoes #36#37", "36 37"],
    ["Shoes 38,39", "38 39"],
    ["Bras 34b, 36C", "34B 36C"],
    ["Bedsheets 4 by 6, 5*6 and 6x6", "4x6 5x6 6x6"],
    ["Heels 37-41, 39 sold out", "37 38 40 41"],
    ["Size 41 sold out, remaining 40-42, boots", "40 42"],
    ["Sneakers EU 40-42 (UK 6-8)", "40 41 42"],
    ["Sneakers size 40.5", "40.5"],
    ["Ring size 6, 7", "6 7"],
    ["Pampers size 3", "3"],
    ["Kids shoes size 24-26, ages 1 to 9", "24 25 26"],
    ["Shoes size 24-26 at 35k, 30-31 at 45k", "24 25 26 30 31"],
  ])("of %j are %s", (caption, sizes) => {
    expect(sizesOf(caption)).toEqual(sizes.split(" "));
  });

  test("keeps age bands as they are written", () => {
    expect(sizesOf("Kids frock 2-8 yrs")).toEqual(["2-8 yrs"]);
    expect(sizesOf("Baby rompers 0-3m, 3-6m")).toEqual(["0-3 months", "3-6 months"]);
    expect(sizesOf("Nguo za watoto miaka 3-9", "TZ")).toEqual(["3-9 yrs"]);
  });

  test("names free size and plus size", () => {
    expect(sizesOf("Dress free size, fits 8-14")).toEqual(["Free Size"]);
    expect(sizesOf("Hat, one size")).toEqual(["Free Size"]);
    expect(sizesOf("Plus size bodysuit")).toEqual(["Plus Size"]);
    expect(sizesOf("Plus size gowns 18-22")).toEqual(["18", "20", "22"]);
  });

  test.each([
    "Jeans, all sizes available",
    "TV 43 inch",
    "Wig 12, 14 and 16 inches",
    "Lotion 400ml",
    "Toy car for ages 3-8",
    "Phone case iPhone 11-15",
    "Heels 4 inch",
    "Blanket big size",
    "Potjie pot No.3",
    "Handbag, 2-3 days delivery",
  ])("finds none in %j", (caption) => {
    expect(sizesOf(caption)).toEqual([]);
  });
});

describe("sizes that stand in other ways (S3.1 to S3.7)", () => {
  test.each([
    ["Sandals zaweddewo size 36 ne 37. Ezisigaddewo 38-41 ku 25k", "UG", "38 39 40 41"],
    ["Boots\n36 ✅\n37 ✅\n38 ❌ sold\n39 ✅\nPrice 2,700", "KE", "36 37 39"],
    ["Heels K280. 3-7 UK sizes", "ZM", "3 4 5 6 7"],
    ["Slippers size 40 reach 46", "NG", "40 41 42 43 44 45 46"],
    ["Levi's 501 W32 L30 £35", "GB", "32"],
    ["Two piece linen 45k, M only", "UG", "M"],
    ["Kiatu kimoja tu kimebaki!! 42. Bei dm", "TZ", "42"],
    ["Gym gloves S M L 650/-", "KE", "S M L"],
    ["Shuka 6 kwa 6 TZS 35000", "TZ", "6x6"],
    ["Tracksuit 4,500 M-XXL", "KE", "M L XL XXL"],
    ["Leather shoes 3,500 size 40-42 ukichukua 2 ni 6,500", "KE", "40 41 42"],
    ["Sandals sizes 37-41 except 40", "KE", "37 38 39 41"],
    ["ጫማ 2200 ብር ከ38 እስከ 41 ቁጥር", "ET", "38 39 40 41"],
    ["24/25 season jersey GHS 130", "GH", ""],
    ["Sandals #8,000 size 37 to 39 #8pmlive", "NG", "37 38 39"],
    ["Bodycon dresses M L\n75,000\no772 45 45 45", "UG", "M L"],
    ["Scrubs size 0 2 4 6 8 10 12", "KE", "0 2 4 6 8 10 12"],
  ])("of %j are read", (caption, country, sizes) => {
    expect(sizesOf(caption, country)).toEqual(sizes.split(" ").filter(Boolean));
  });
});
