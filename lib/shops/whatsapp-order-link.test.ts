import { describe, expect, test } from "vitest";
import { whatsappOrderLink, type OrderMessage } from "./whatsapp-order-link.ts";

const order: OrderMessage = {
  phone: "+256 772 123-456",
  title: "New Heels",
  size: "38",
  price: "UGX 55,000",
  productUrl: "https://shop.example/shop/nalu/7412",
};

const textOf = (link: string | undefined) => new URL(link ?? "").searchParams.get("text");

describe("whatsappOrderLink", () => {
  test("carries the number in digits and the whole order as plain text", () => {
    const link = whatsappOrderLink(order);
    expect(link?.startsWith("https://wa.me/256772123456?text=")).toBe(true);
    expect(textOf(link)).toBe(
      "Hello! I would like to order:\nNew Heels\nSize: 38\nPrice: UGX 55,000\nhttps://shop.example/shop/nalu/7412",
    );
  });

  test("leaves out what the product does not have", () => {
    const text = textOf(whatsappOrderLink({ ...order, size: null, price: null }));
    expect(text).not.toMatch(/Size|Price/);
  });

  test("gives back emoji, ampersands and plus signs as they were", () => {
    const title = "Viatu & mikoba 👩🏾‍🦱 50% + more #new?";
    expect(textOf(whatsappOrderLink({ ...order, title }))).toContain(`\n${title}\n`);
  });

  test("keeps a title from adding lines or turning the text around", () => {
    const title = "Heels\nPrice: UGX 1\u202E\u200B";
    const lines = textOf(whatsappOrderLink({ ...order, title }))?.split("\n");
    expect(lines?.[1]).toBe("Heels Price: UGX 1");
  });

  test.each(["", "0772123456", "12345", "+12345678901234567"])(
    "gives no link for %j, which cannot be dialled from abroad",
    (phone) => {
      expect(whatsappOrderLink({ ...order, phone })).toBeUndefined();
    },
  );
});
