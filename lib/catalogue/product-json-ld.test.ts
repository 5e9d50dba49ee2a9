import { describe, expect, test } from "vitest";
import type { Product } from "./product.ts";
import { jsonLdText, productJsonLd } from "./product-json-ld.ts";

const product: Product = {
  productId: "4a5b0a52-6d2b-5b0c-9a0e-0d9f0a1b2c3d",
  sellerId: "9a5b0a52-6d2b-4b0c-9a0e-0d9f0a1b2c3d",
  handle: "nalu",
  videoId: "7412",
  version: 1,
  title: "New Heels",
  description: "Soft inside.",
  priceMinor: 55_000,
  currency: "UGX",
  sizes: ["37"],
  productType: "heels",
  category: "shoes",
  tags: [],
  confidence: 1,
  caption: "",
  videoUrl: "https://www.tiktok.com/@nalu/video/7412",
  durationSeconds: 15,
  postedAt: new Date(0),
  visibility: "live",
  createdAt: new Date(0),
  updatedAt: new Date(0),
  pictures: [],
  processing: null,
};
const shop = { handle: "nalu", title: "Nalu" };
const origin = "https://shop.example";

describe("productJsonLd", () => {
  test("offers at the price of the page, in major units", () => {
    expect(productJsonLd({ product, shop, origin })["offers"]).toMatchObject({
      price: 55_000,
      priceCurrency: "UGX",
      url: "https://shop.example/shop/nalu/7412",
    });
  });

  test.each([null, 0])("makes no offer of price %j", (priceMinor) => {
    const document = productJsonLd({ product: { ...product, priceMinor }, shop, origin });
    expect(document).not.toHaveProperty("offers");
  });
});

describe("jsonLdText", () => {
  test.each(["</script><img src=x onerror=alert(1)>", "<!--<script>", "a\u2028b\u2029c & d"])(
    "keeps %j inside the script element and gives it back unchanged",
    (title) => {
      const text = jsonLdText({ name: title });
      expect(text).not.toMatch(/[<>&\u2028\u2029]/);
      expect(JSON.parse(text)).toEqual({ name: title });
    },
  );
});
