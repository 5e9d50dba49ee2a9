import { dress, headwrap, topAndSkirt } from "./draw-clothes.ts";
import { heels, sandal, sneaker } from "./draw-footwear.ts";
import { handbag } from "./draw-goods.ts";
import { palettes } from "./product-drawing.ts";
import { scenesOf, type SellerFeed } from "./seller-feed.ts";

const heel = scenesOf({ draw: heels, palette: palettes.crimson, backdrop: "cream" });
const gown = scenesOf({ draw: dress, palette: palettes.sunset, backdrop: "mint" });
const bag = scenesOf({ draw: handbag, palette: palettes.tan, backdrop: "blush" });
const trainer = scenesOf({ draw: sneaker, palette: palettes.white, backdrop: "slate" });
const set = scenesOf({ draw: topAndSkirt, palette: palettes.lilac, backdrop: "cream" });
const flat = scenesOf({ draw: sandal, palette: palettes.emerald, backdrop: "sky" });
const wrap = scenesOf({ draw: headwrap, palette: palettes.navy, backdrop: "kitenge" });

export const naluFashion: SellerFeed = {
  profile: {
    handle: "nalu-fashion",
    displayName: "Nalu Fashion Kampala",
    bio: "Shoes, bags & dresses 👠 Kikuubo, Kampala. Order on WhatsApp. Delivery countrywide 🇺🇬",
    region: "UG",
    fans: 18400,
  },
  seller: { country: "UG", phone: "+256700000101", name: "Nalu Fashion" },
  posts: [
    {
      name: "heels",
      postedAt: "2026-11-18T16:05:12.000Z",
      caption: "New heels only 55k! Sizes 37–41 #TRACK",
      plays: 8420,
      media: {
        kind: "video",
        codec: "h264",
        sound: true,
        keyFrameEvery: 75,
        scenes: [
          heel("hero", 3, { words: ["NEW HEELS", "only 55k"] }),
          heel("close", 3, { backdrop: "blush" }),
          heel("hero", 3, { palette: palettes.black, backdrop: "mint" }),
          heel("rack", 3, { palette: palettes.rose, backdrop: "shelves" }),
          heel("low", 3, { palette: palettes.emerald, backdrop: "street", words: ["SIZES 37-41"] }),
        ],
      },
    },
    {
      name: "kitenge-dress",
      postedAt: "2026-11-17T11:40:03.000Z",
      caption:
        "Kitenge dresses are back 🔥🔥 Ush 85,000/= only, S to XL.\nWhatsApp 0700 000101 to order\n#track #kampalafashion #kitenge",
      plays: 15230,
      media: {
        kind: "video",
        codec: "hevc",
        sound: true,
        keyFrameEvery: 90,
        scenes: [
          { kind: "black", seconds: 2 },
          gown("hero", 3, { words: ["KITENGE", "85,000/="] }),
          gown("close", 3, { palette: palettes.emerald, backdrop: "cream" }),
          gown("hero", 3, { palette: palettes.navy, backdrop: "blush" }),
          gown("hero", 2, { palette: palettes.crimson, backdrop: "indigo" }),
          gown("low", 2, { palette: palettes.lilac, backdrop: "street" }),
        ],
      },
    },
    {
      name: "handbag",
      postedAt: "2026-11-16T08:15:44.000Z",
      caption: "Ladies handbags 120k was 150k 👜 Free delivery within Kampala #Track #handbags",
      plays: 5120,
      media: {
        kind: "video",
        codec: "h264",
        sound: false,
        keyFrameEvery: 60,
        scenes: [
          bag("hero", 2, { words: ["120k", "was 150k"] }),
          { kind: "blurred", seconds: 2, of: bag("hero", 2) },
          bag("close", 2, { palette: palettes.crimson, backdrop: "cream" }),
          bag("hero", 2, { palette: palettes.black, backdrop: "mint" }),
          bag("rack", 2, { palette: palettes.emerald, backdrop: "shelves" }),
          bag("low", 2, { palette: palettes.navy, backdrop: "sky" }),
        ],
      },
    },
    {
      name: "sneakers",
      postedAt: "2026-11-15T17:22:30.000Z",
      caption: "Sneakers just landed, 95k. Sizes 40-44 #TRACK",
      secondScrape: { caption: "Sneakers just landed, now 80k!! Sizes 40-43 left #TRACK" },
      plays: 9910,
      media: {
        kind: "video",
        codec: "h264",
        sound: true,
        keyFrameEvery: 90,
        scenes: [
          trainer("hero", 2, { words: ["JUST LANDED"] }),
          trainer("close", 2, { palette: palettes.navy, backdrop: "cream" }),
          trainer("rack", 2, { palette: palettes.crimson, backdrop: "shelves" }),
          trainer("hero", 2, { palette: palettes.black, backdrop: "street" }),
        ],
      },
    },
    {
      name: "packing-orders",
      postedAt: "2026-11-14T19:02:10.000Z",
      caption:
        "Packing your orders tonight 🙏 webale nnyo banange! Tomorrow we deliver #smallbusiness #kampala",
      plays: 2210,
      media: {
        kind: "video",
        codec: "h264",
        sound: true,
        keyFrameEvery: 90,
        scenes: [bag("rack", 3, { backdrop: "shelves" }), heel("rack", 3, { backdrop: "shelves" })],
      },
    },
    {
      name: "top-and-skirt",
      postedAt: "2026-11-13T12:30:00.000Z",
      caption: "Crop top 25k, skirt 35k. Take both for 55k 😍 sizes 8-14 #TRACK #ootd",
      plays: 6730,
      media: {
        kind: "video",
        codec: "hevc",
        sound: true,
        keyFrameEvery: 60,
        scenes: [
          set("hero", 3, { words: ["TOP 25k", "SKIRT 35k"] }),
          set("close", 3, { backdrop: "sky" }),
          set("hero", 2, { palette: palettes.emerald, backdrop: "blush" }),
          {
            kind: "title",
            seconds: 2,
            lines: ["BOTH", "FOR 55k"],
            ground: "#3b1d5e",
            ink: "#ffe08a",
          },
          set("rack", 2, { palette: palettes.crimson, backdrop: "shelves" }),
          set("low", 2, { palette: palettes.navy, backdrop: "street" }),
        ],
      },
    },
    {
      name: "sandals",
      postedAt: "2026-11-12T09:11:27.000Z",
      caption: "Leather sandals 30k sizes 36-41, come quick #track",
      secondScrape: "gone",
      plays: 3340,
      media: {
        kind: "video",
        codec: "h264",
        sound: true,
        keyFrameEvery: 60,
        scenes: [
          flat("hero", 3, { words: ["30k"] }),
          flat("close", 2, { palette: palettes.tan, backdrop: "cream" }),
          flat("hero", 2, { palette: palettes.crimson, backdrop: "mint" }),
        ],
      },
    },
    {
      name: "wedding-shoes",
      postedAt: "2026-11-11T14:47:55.000Z",
      caption: "Wedding shoes 👰 150k each, sizes 37 to 42. Swipe ➡️ #TRACK #weddingug",
      plays: 4480,
      media: {
        kind: "slideshow",
        scenes: [
          heel("hero", 1, { palette: palettes.white, words: ["WEDDING SHOES"] }),
          heel("close", 1, { palette: palettes.rose, backdrop: "mint" }),
          heel("low", 1, { palette: palettes.lilac, backdrop: "sky" }),
          heel("rack", 1, { palette: palettes.white, backdrop: "shelves" }),
        ],
      },
    },
    {
      name: "headwraps",
      postedAt: "2026-11-19T07:30:41.000Z",
      caption: "Ready-tied headwraps 40k, all colours available ✨ #TRACK #gomesi",
      secondScrape: "first-seen",
      plays: 610,
      media: {
        kind: "video",
        codec: "hevc",
        sound: true,
        keyFrameEvery: 60,
        scenes: [
          wrap("hero", 2, { words: ["HEADWRAPS 40k"] }),
          wrap("close", 2, { palette: palettes.crimson, backdrop: "cream" }),
          wrap("hero", 2, { palette: palettes.emerald, backdrop: "sky" }),
          wrap("low", 2, { palette: palettes.lilac, backdrop: "indigo" }),
          wrap("hero", 2, { palette: palettes.sunset, backdrop: "mint" }),
        ],
      },
    },
  ],
};
