import { earbuds, phone, powerBank, smartWatch } from "./draw-goods.ts";
import { palettes } from "./product-drawing.ts";
import { scenesOf, type SellerFeed } from "./seller-feed.ts";

const handset = scenesOf({ draw: phone, palette: palettes.navy, backdrop: "slate" });
const buds = scenesOf({ draw: earbuds, palette: palettes.white, backdrop: "sky" });
const watch = scenesOf({ draw: smartWatch, palette: palettes.black, backdrop: "mint" });
const bank = scenesOf({ draw: powerBank, palette: palettes.emerald, backdrop: "cream" });

export const adaezeGadgets: SellerFeed = {
  profile: {
    handle: "adaeze.gadgets",
    displayName: "Adaeze Gadgets Ikeja",
    bio: "Phones • Watches • Accessories 📱 Computer Village, Ikeja. Pay on delivery in Lagos",
    region: "NG",
    fans: 96100,
  },
  seller: { country: "NG", phone: "+2347020000103", name: "Adaeze Gadgets" },
  posts: [
    {
      name: "uk-used-phone",
      postedAt: "2026-11-18T09:00:45.000Z",
      caption:
        "UK used phone, 128GB, battery 91% ✅ ₦185,000 last price. Pay on delivery in Lagos #TRACK #phonesinlagos",
      plays: 48210,
      media: {
        kind: "video",
        codec: "h264",
        sound: true,
        keyFrameEvery: 90,
        scenes: [
          {
            kind: "title",
            seconds: 2,
            lines: ["WATCH", "TILL END"],
            ground: "#7a1022",
            ink: "#ffffff",
          },
          handset("hero", 4, { words: ["₦185,000", "128GB UK used"] }),
          handset("close", 4, { backdrop: "cream" }),
          handset("hero", 4, { palette: palettes.black, backdrop: "sky" }),
          handset("rack", 4, { palette: palettes.lilac, backdrop: "shelves" }),
          { kind: "blurred", seconds: 3, of: handset("hero", 3) },
          handset("low", 4, { palette: palettes.rose, backdrop: "street" }),
          handset("close", 5, {
            palette: palettes.emerald,
            backdrop: "blush",
            words: ["PAY ON DELIVERY"],
          }),
        ],
      },
    },
    {
      name: "earbuds",
      postedAt: "2026-11-17T20:12:00.000Z",
      caption: "Wireless earbuds N12,500 only 🎧 Wholesale 10 pcs N110k. Loud sound! #Track",
      plays: 31200,
      media: {
        kind: "video",
        codec: "hevc",
        sound: true,
        keyFrameEvery: 60,
        scenes: [
          buds("hero", 2, { words: ["N12,500"] }),
          buds("close", 2, { palette: palettes.black, backdrop: "cream" }),
          buds("rack", 2, { palette: palettes.rose, backdrop: "shelves" }),
          buds("hero", 2, { palette: palettes.navy, backdrop: "blush" }),
          buds("low", 2, { palette: palettes.lilac, backdrop: "street" }),
        ],
      },
    },
    {
      name: "smart-watch",
      postedAt: "2026-11-16T12:26:37.000Z",
      caption: "Smart watch 18k, comes with 2 straps ⌚ Free delivery Lekki & Ikeja #TRACK",
      plays: 19870,
      media: {
        kind: "video",
        codec: "h264",
        sound: true,
        keyFrameEvery: 75,
        scenes: [
          watch("hero", 3, { words: ["SMART WATCH", "18k"] }),
          watch("close", 3, { backdrop: "cream" }),
          watch("hero", 3, { palette: palettes.rose, backdrop: "sky" }),
          watch("rack", 3, { palette: palettes.sunset, backdrop: "shelves" }),
          watch("low", 3, { palette: palettes.emerald, backdrop: "indigo" }),
        ],
      },
    },
    {
      name: "power-bank",
      postedAt: "2026-11-15T21:40:58.000Z",
      caption: "20,000mAh power bank N22k. No more NEPA wahala 😅 charges 3 phones #track #lagos",
      plays: 27340,
      media: {
        kind: "video",
        codec: "hevc",
        sound: false,
        keyFrameEvery: 90,
        scenes: [
          bank("hero", 3, { words: ["N22k", "20,000mAh"] }),
          bank("close", 2, { palette: palettes.navy, backdrop: "mint" }),
          bank("hero", 3, { palette: palettes.black, backdrop: "sky" }),
          bank("low", 2, { palette: palettes.crimson, backdrop: "street" }),
          bank("rack", 2, { palette: palettes.sunset, backdrop: "shelves" }),
        ],
      },
    },
    {
      name: "giveaway",
      postedAt: "2026-11-14T22:05:05.000Z",
      caption: "Who is awake? 👀 Giveaway when we reach 100k followers! #giveaway #lagos",
      plays: 15020,
      media: {
        kind: "video",
        codec: "h264",
        sound: true,
        keyFrameEvery: 90,
        scenes: [
          {
            kind: "title",
            seconds: 3,
            lines: ["GIVEAWAY", "AT 100K"],
            ground: "#163d2a",
            ink: "#ffd75e",
          },
          handset("rack", 2, { backdrop: "shelves" }),
        ],
      },
    },
  ],
  errorRows: [
    {
      url: "https://www.tiktok.com/@adaeze.gadgets/video/7575757575757575757",
      error: "Post not found or private",
      errorCode: "POST_NOT_FOUND_OR_PRIVATE",
      input: "adaeze.gadgets",
    },
  ],
};
