import { describe, expect, test } from "vitest";
import { readCaption } from "./read-caption.ts";

function productOf(caption: string, country: string | null = "UG"): [string | null, string] {
  const reading = readCaption(caption, { country });
  return [reading.productType?.value ?? null, reading.category.value];
}

describe("the product", () => {
  test.each([
    ["New heels only 55k", "heels", "footwear"],
    ["Engatto empya 35k", "shoes", "footwear"],
    ["Gauni zuri 30,000/=", "dress", "clothing"],
    ["Sac à main en cuir 25.000 F", "handbag", "bags"],
    ["Inkweto nziza 25,000 Rwf", "shoes", "footwear"],
    ["የሴቶች ቦርሳ 1500 ብር", "handbag", "bags"],
    ["iPhone 13 128GB 1.85M", "phone", "electronics"],
    ["Jordan 4 size 40", "sneakers", "footwear"],
    ["Sony WH-CH520 bluetooth headphones 4,364", "headphones", "electronics"],
    ["Smart TV stand 140k", "tv stand", "home"],
    ["Shirt dress 45k", "dress", "clothing"],
    ["Crop top + mini skirt set 60k", "two-piece set", "clothing"],
    ["Necklace and earrings set 20k", "jewelry set", "jewelry"],
    ["Matching set (top, skirt & headscarf) 85k", "three-piece set", "clothing"],
    ["Kids sneakers 48k", "sneakers", "kids"],
    ["Frock 2-8 yrs 399/-", "dress", "kids"],
    ["Chiffon blouse, baby blue, 35k", "blouse", "clothing"],
    ["#heels #kampala", "heels", "footwear"],
    ["#satindress 55k", "dress", "clothing"],
    ["Ledies hand bgas 45k", "handbag", "bags"],
    ["Shoes collection 2026", "shoes", "footwear"],
  ])("of %j is %s in %s", (caption, type, category) => {
    expect(productOf(caption)).toEqual([type, category]);
  });

  test.each([
    ["a free gift", "Buy a wig, get free lashes", "wig"],
    ["what comes with it", "Shirt dress with belt 40k", "dress"],
    ["a comparison", "Better than any Gucci bag! Leather sandals 28k", "sandals"],
    ["what it is for", "Lock laces for shoes 180/-", "shoe laces"],
    ["what is sold out", "Heels sold out. Sandals 30k", "sandals"],
    ["what is also there", "Also available: scarves. Main: Turkish abaya 150k", "abaya"],
    ["an extra", "Gift box extra 3k. Wristwatch 22k", "watch"],
  ])("is never %s", (_name, caption, type) => {
    expect(productOf(caption)[0]).toBe(type);
  });

  test.each([
    "Thank you Kampala for the love 10k followers!!",
    "Open 9am - 6pm Mon to Sat. Shop 15, Tejuosho Market",
    "New week new drip. Link in bio.",
    "New arrivals, inbox for prices",
    "Giveaway! Tag 3 friends to win a handbag",
    "Message us for power and light colours",
    "Only 70k, DM fast",
  ])("is nobody's guess in %j", (caption) => {
    expect(productOf(caption)).toEqual([null, "other"]);
  });
});

describe("the title", () => {
  test.each([
    ["🔥 New heels only 55k! Sizes 37–41 #TRACK", "New heels"],
    ["Sac à main en cuir 25 mille francs seulement 👜", "Sac à main en cuir"],
    ["White low-cut sneakers 65k, sizes 39 to 43", "White low-cut sneakers"],
    ["iPhone 13 128GB, clean as new. 1.85M", "iPhone 13 128GB"],
    ["𝐌𝐚𝐱𝐢 𝐝𝐫𝐞𝐬𝐬𝐞𝐬 @ 𝟔𝟓𝐤", "Maxi dresses"],
    ["LADIES BLAZER 70K", "Ladies blazer"],
    ["#heels #kampala", "Heels"],
  ])("of %j is %j", (caption, title) => {
    expect(readCaption(caption, { country: "UG" }).title.value).toBe(title);
  });

  test("is empty when the caption names nothing", () => {
    expect(readCaption("Only 25k 😍😍 DM fast", { country: "UG" }).title.value).toBe("");
  });
});

describe("tags and description", () => {
  test("keep what describes the product and drop slogans", () => {
    const reading = readCaption("Satin slip dress 68k #kampalastyle #fyp #under70k #TRACK", {
      country: "UG",
    });
    expect(reading.tags.value).toEqual(["dress", "clothing", "satin", "kampalastyle"]);
    expect(reading.description).toBe("Satin slip dress 68k #kampalastyle #fyp #under70k");
  });
});

describe("which of several nouns is sold (P0.1 to P0.6)", () => {
  test.each([
    ["Clutch 🆓 with every gown! Evening gowns 140k", "UG", ["dress", "clothing"]],
    ["Buy 2 get 1 free on all dresses this week", "KE", ["dress", "clothing"]],
    ["Tray y'amagi 13k", "UG", ["eggs", "food"]],
    ["Sheets (2) + pillowcases (4) 1800 bob", "KE", ["bedsheets", "home"]],
    ["Ku ssaawa 2 ez'oku makya", "UG", [null, "other"]],
    ["Live tiap jam 7 malam", "ID", [null, "other"]],
    ["Building my thrift business. Follow the journey", "UG", [null, "other"]],
    ["iPhone 11 to 15 pro max covers 25k", "UG", ["phone case", "electronics"]],
    ["HP 840 G3 i5 8GB 256SSD 35K", "KE", ["laptop", "electronics"]],
    ["Samsung 43 inch 24,500", "KE", ["tv", "electronics"]],
    ["2 burner gas cooker glass top 3,300", "KE", ["cooker", "home"]],
    ["Gari 1 olonka 35", "GH", ["gari", "food"]],
    ["Moto Haojue 125cc 650 000 cfa", "TG", ["motorcycle", "other"]],
    ["Takalma dubu uku", "NG", ["shoes", "footwear"]],
    ["Storage basket 25k", "UG", ["storage basket", "home"]],
    ["J U M P S U I T S 60k", "UG", ["jumpsuit", "clothing"]],
    ["Kids wooden puzzle 30k", "UG", ["puzzle", "kids"]],
  ])("in %j is found", (caption, country, product) => {
    expect(productOf(caption, country)).toEqual(product);
  });

  test("a title keeps the measure that its noun is told by", () => {
    const titleOf = (caption: string) => readCaption(caption, { country: "KE" }).title.value;
    expect(titleOf("55inch TV 32k")).toBe("55inch TV");
    expect(titleOf("1.7L kettle 1,450")).toBe("1.7L kettle");
  });
});
