import { describe, expect, test } from "vitest";
import { readCaption } from "./read-caption.ts";

function priceOf(caption: string, country: string | null): number | null {
  return readCaption(caption, { country }).price?.value ?? null;
}

function currencyOf(caption: string, country: string | null): string | null {
  return readCaption(caption, { country }).currency?.value ?? null;
}

describe("amounts as they are written", () => {
  test.each([
    ["Heels 55k", "UG", 55_000],
    ["Heels 55,000/=", "UG", 55_000],
    ["Heels Ush 55k", "UG", 55_000],
    ["Heels Ksh 1.5k", "KE", 1500],
    ["Heels 850 bob", "KE", 850],
    ["Laptop 1.2M", "UG", 1_200_000],
    ["Gown N12,500", "NG", 12_500],
    ["Gown #12,500", "NG", 12_500],
    ["Sandals GH₵150", "GH", 150],
    ["Jacket R349,99", "ZA", 349.99],
    ["Jacket R1 299", "ZA", 1299],
    ["Jacket R4 999,00", "ZA", 4999],
    ["Tas Rp 150.000", "ID", 150_000],
    ["Tas 185rb", "ID", 185_000],
    ["Laptop 1,5jt", "ID", 1_500_000],
    ["iPhone ₹1,29,999", "IN", 129_999],
    ["Robe 15.000 F", "CI", 15_000],
    ["Robe 25 000 FCFA", "CM", 25_000],
    ["Hoops £9.99", "GB", 9.99],
    ["Robe 49,90€", "FR", 49.9],
    ["Fridge 55,000.00 KES", "KE", 55_000],
    ["Phone 55,000k", "UG", 55_000],
    ["Ｓｈｏｅｓ Ksh １，９９９", "KE", 1999],
    ["Dress 5️⃣5️⃣k", "UG", 55_000],
    ["Dress 4\u200b8\u200bk", "UG", 48_000],
  ])("reads %j", (caption, country, price) => {
    expect(priceOf(caption, country)).toBe(price);
  });

  test.each([
    ["Mkoba bei elfu kumi na tano", "TZ", 15_000],
    ["Simu laki mbili na nusu", "TZ", 250_000],
    ["Sofa milioni moja na laki mbili", "TZ", 1_200_000],
    ["Sweta elfu moja mia tano tu", "KE", 1500],
    ["Ekkooti emitwalo etaano", "UG", 50_000],
    ["Ebinyeebwa nkumi ssatu", "UG", 3000],
    ["Hoodie thao mbili tu", "KE", 2000],
    ["Socks soo tano", "KE", 500],
    ["Sac 25 mille francs", "CI", 25_000],
    ["Robe quatre-vingt mille francs", "CI", 80_000],
    ["Igitenge ibihumbi cumi na bitanu", "RW", 15_000],
    ["Gown two hundred and fifty cedis", "GH", 250],
    ["Mukena seratus lima puluh ribu", "ID", 150_000],
    ["ጫማ ሁለት ሺህ አምስት መቶ ብር", "ET", 2500],
  ])("reads the number words of %j", (caption, country, price) => {
    expect(priceOf(caption, country)).toBe(price);
  });
});

describe("the price of the first product", () => {
  test.each([
    ["was 80k now 55k, denim jackets", "UG", 55_000],
    ["Wedges 80k → 55k", "UG", 55_000],
    ["Jumpsuit ~95k~ 70k", "UG", 70_000],
    ["Robe 25.000 au lieu de 35.000 FCFA", "CI", 25_000],
    ["Handbags 30-45k", "UG", 30_000],
    ["Handbags from 30k to 120k", "UG", 30_000],
    ["Tops 25k, skirts 20k", "UG", 25_000],
    ["25k tops and 20k skirts", "UG", 25_000],
    ["Samsung A15 690k, A05 430k", "UG", 690_000],
    ["Bedsheets 6x6 75k, 5x6 65k, 4x6 50k", "UG", 50_000],
    ["Sofa + table 900k together, sofa alone 650k", "UG", 650_000],
    ["Scrunchies 1 for 30k, 2 for 50k", "UG", 30_000],
    ["Scrunchies 2 for 50k", "UG", 50_000],
    ["Shirts @15k each, min 6 pcs", "UG", 15_000],
    ["Shirts wholesale 15k, retail 22k", "UG", 22_000],
    ["Vests 3pcs 20k", "UG", 20_000],
    ["Jeans 50k, 20% off today", "UG", 50_000],
    ["UGX 75,000 / $20 beaded sandals", "UG", 75_000],
    ["Garden chair / 9000", "KE", 9000],
    ["Shoes price 3800", "KE", 3800],
  ])("of %j is read", (caption, country, price) => {
    expect(priceOf(caption, country)).toBe(price);
  });
});

describe("numbers that are no price", () => {
  test.each([
    ["a telephone number", "Heels, call 0772 123 456", "UG"],
    ["a foreign telephone number", "Heels +256 772 123456", "KE"],
    ["a till number", "Heels, till no. 543210", "KE"],
    ["followers", "10k followers! Heels in stock", "UG"],
    ["stock", "Heels, only 50 pcs left", "UG"],
    ["a percentage", "Heels 20% off", "UG"],
    ["opening hours", "Heels, open 8am-9pm", "UG"],
    ["a year", "Heels, since 2015", "UG"],
    ["a date", "Heels, ready by 27th May 2026", "UG"],
    ["an address", "Heels at shop 45, 2nd floor", "UG"],
    ["a model", "iPhone 13 Pro", "UG"],
    ["a memory size", "Tecno 128GB 5000mAh", "UG"],
    ["a deposit with instalments", "Infinix deposit 2,999 then 85 bob per day", "KE"],
    ["a delivery fee", "Heels. Delivery 5k", "UG"],
    ["a free-delivery threshold", "Heels, free delivery above 100k", "UG"],
    ["a saving", "Heels, save 10k", "UG"],
    ["a prize", "Win 500k this Easter", "UG"],
    ["a hashtag slogan", "#heels #under50k", "UG"],
    ["asking for a message", "Heels, DM for price", "UG"],
  ])("give none: %s", (_name, caption, country) => {
    expect(priceOf(caption, country)).toBeNull();
    expect(currencyOf(caption, country)).toBeNull();
  });
});

describe("currency", () => {
  test.each([
    ["Bag Ksh 900", "UG", "KES"],
    ["Bag 900/=", "UG", "UGX"],
    ["Bag 900/=", "KE", "KES"],
    ["Bag 900/-", "IN", "INR"],
    ["Bag Rs 900", "PK", "PKR"],
    ["Bag Rs 900", "LK", "LKR"],
    ["Bag 9000 F", "SN", "XOF"],
    ["Bag 9000 FCFA", "CM", "XAF"],
    ["Bag 9000 francs", "RW", "RWF"],
    ["Bag K350", "ZM", "ZMW"],
    ["Bag MK 25,000", "MW", "MWK"],
    ["Bag $20", "UG", "USD"],
    ["Bag 150 dhs", null, "AED"],
    ["Bag 45k", "TZ", "TZS"],
    ["Bag 45k", null, null],
    ["Bag 900/=", null, null],
    ["Bag 9000 F", null, null],
  ])("of %j from %s is %s", (caption, country, currency) => {
    expect(readCaption(caption, { country }).price).not.toBeNull();
    expect(currencyOf(caption, country)).toBe(currency);
  });
});

describe("numbers that sellers write their own way (P1.1, P1.2)", () => {
  test.each([
    ["Office chair sh. 7,5OO", "KE", 7500],
    ["Pumps 2OO cedis", "GH", 200],
    ["Handbag 12O,OOO/=", "UG", 120_000],
    ["Kente Schal 25,- €", "DE", 25],
    ["PS4 slim + FIFA 24 950k", "UG", 950_000],
    ["Tecno Spark 10 128+8 18,500", "KE", 18_500],
    ["Infinix hot 40i 8/256 GH₵ 1,200.00", "GH", 1200],
    ["Jeans kiuno 30-38 Tsh.28000", "TZ", 28_000],
    ["Sofa set 1 million 500k", "UG", 1_500_000],
    ["Sofa set. One million, two hundred thousand naira", "NG", 1_200_000],
    ["Generator one million, two left", "NG", 1_000_000],
    ["Dresses fifty five k", "UG", 55_000],
    ["Pikipiki Boxer milioni 2.3", "TZ", 2_300_000],
    ["Sofa seti mil 1.5 tu", "TZ", 1_500_000],
    ["Leggings elfu kumi tu na mia tano", "TZ", 10_500],
    ["Simu elfu mia moja na hamsini", "TZ", 150_000],
    ["Telefone ibihumbi ijana na mirongo itanu", "RW", 150_000],
    ["Sabuni buku mbili", "TZ", 2000],
    ["Village chicken K60 live", "ZM", 60],
  ])("reads %j", (caption, country, price) => {
    expect(priceOf(caption, country)).toBe(price);
  });
});

describe("the offer among several amounts (P1.4, P1.5)", () => {
  test.each([
    ["Mugs 12pcs @ 780 = 9,360", "KE", 780],
    ["Fresh juice 500ml 3500, 1L 6500, 5L 30k", "UG", 3500],
    ["Wigi inch 12 160,000 inch 16 220,000", "TZ", 160_000],
    ["HDMI cable 1.5m 400 3m 700", "KE", 400],
    ["Gas regulator + 2m pipe 1,350", "KE", 1350],
    ["Sofa set 2.4m fabric of your choice", "UG", 2_400_000],
    ["Men suits 3-piece 350k\n2-piece 280k", "UG", 280_000],
    ["Car seat covers 7 seater full set 6,500. 5 seater 5,000", "KE", 5000],
    ["Vitenge doti 32,000 ukichukua doti 5 kila moja 28,000", "TZ", 32_000],
    ["Igitambaro 2500 kimwe, 2 ni 4500", "RW", 2500],
    ["Shoes 350 each take 2 for 600", "PH", 350],
    ["Earrings £8 or 2 for £14", "GB", 8],
    ["Mink lashes 450 pair, glue 200", "KE", 450],
    ["Brake pads 15k the set, oil filter 4k", "CM", 15_000],
    ["GTP 6 yards ₵450, Woodin 6 yards ₵280, Hitarget ₵150", "GH", 450],
    ["Wardrobe 3 column 4,500, 2 column 3,500", "KE", 3500],
    ["Agbada 85k\nCap sold separately 5k", "NG", 85_000],
    ["Prom dresses for hire 1500, buy 3000", "KE", 3000],
    ["Sandals ilikuwa 2000 sasa 1500", "KE", 1500],
    ["Min 6 pcs 👉 2,500 each. Round neck tees", "NG", 2500],
  ])("of %j is found", (caption, country, price) => {
    expect(priceOf(caption, country)).toBe(price);
  });
});

describe("money that nobody pays here (P1.7, P1.8)", () => {
  test.each([
    ["I started with 50k capital in 2019, today I own 2 shops", "UG"],
    ["How I turned 5k into 100k selling mitumba", "KE"],
    ["Usinunue sofa za 15k huko nje zinavunjika. Sofa zetu DM", "KE"],
    ["Would you pay 10k for this blender? 😂 comment below", "KE"],
    ["Electric fan: 500 down, 150/week", "PH"],
    ["Samsung S21 for swap + 300k top up", "UG"],
    ["12k of you here, thank you", "GB"],
    ["5 years, 20k orders, 1 small shop. Thank you", "GB"],
    ["Asanteni kwa 200k likes", "KE"],
    ["Dufite abakiriya 3000 murakoze", "RW"],
    ["Whoever brings 10 customers gets 50k commission", "UG"],
    ["Dollar is now 1,600. Prices will change o", "NG"],
    ["Resistance bands set of 5, link in bio", "US"],
    ["Dell Latitude 5490 core i5 8/256. Send a DM for price", "NG"],
    ["iPhone 15 pro max 256 clean. Dm", "KE"],
    ["Smart TV 4K UHD available", "UG"],
    ["0 7 2 2 1 1 1 0 0 0 for orders", "KE"],
  ])("is no price in %j", (caption, country) => {
    expect(priceOf(caption, country)).toBeNull();
  });

  test("but the amount beside it is", () => {
    expect(priceOf("Chairs emitwalo esatu buli emu, transport zaawufu (5k)", "UG")).toBe(30_000);
    expect(priceOf("Ladies pumps 200 cedis?? nooo, we sell 130", "GH")).toBe(130);
    expect(priceOf("Laptop for 33,500. NOT 45k like town", "KE")).toBe(33_500);
    expect(priceOf("Shoes 25k sale, delivery 5k", "UG")).toBe(25_000);
  });
});

describe("confidence", () => {
  test.each([
    ["Tsh 30 sandals", "TZ"],
    ["Is it 55k? dress", "UG"],
    ["Chair 2m", "KE"],
    ["Small 20k, medium 30k, large 40k dress", "UG"],
    ["25k", "UG"],
  ])("stays under 0.9 where %j leaves doubt", (caption, country) => {
    const { price } = readCaption(caption, { country });
    expect(price?.confidence ?? 0).toBeLessThan(0.9);
  });
});
