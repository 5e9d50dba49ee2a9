import { bucketHat, denimJacket, tracksuit } from "./draw-clothes.ts";
import { officeShoe, slides, sneaker } from "./draw-footwear.ts";
import { backpack } from "./draw-goods.ts";
import { palettes } from "./product-drawing.ts";
import { scenesOf, type SellerFeed } from "./seller-feed.ts";

const kicks = scenesOf({ draw: sneaker, palette: palettes.crimson, backdrop: "street" });
const office = scenesOf({ draw: officeShoe, palette: palettes.tan, backdrop: "sky" });
const suit = scenesOf({ draw: tracksuit, palette: palettes.navy, backdrop: "mint" });
const school = scenesOf({ draw: backpack, palette: palettes.sunset, backdrop: "sky" });
const jacket = scenesOf({ draw: denimJacket, palette: palettes.denim, backdrop: "cream" });
const pool = scenesOf({ draw: slides, palette: palettes.emerald, backdrop: "blush" });
const canvas = scenesOf({ draw: sneaker, palette: palettes.white, backdrop: "mint" });
const hat = scenesOf({ draw: bucketHat, palette: palettes.tan, backdrop: "mint" });

export const mtaaKicks: SellerFeed = {
  profile: {
    handle: "mtaa_kicks",
    displayName: "Mtaa Kicks 254",
    bio: "Viatu & streetwear 🔥 Moi Avenue, Nairobi. Lipa na M-Pesa. DM au WhatsApp",
    region: "KE",
    fans: 40250,
  },
  seller: { country: "KE", phone: "+254700000102", name: "Mtaa Kicks" },
  posts: [
    {
      name: "high-tops",
      postedAt: "2026-11-18T18:44:09.000Z",
      caption:
        "High-tops mpya ziko! 3,500/= size 39-45. Tuko Moi Avenue shop B12 🔥 #TRACK #nairobi",
      plays: 22140,
      media: {
        kind: "video",
        codec: "hevc",
        sound: true,
        keyFrameEvery: 75,
        scenes: [
          kicks("hero", 3, { words: ["HIGH-TOPS", "3,500/="] }),
          kicks("close", 3, { backdrop: "cream" }),
          kicks("hero", 3, { palette: palettes.navy, backdrop: "mint" }),
          kicks("rack", 3, { palette: palettes.emerald, backdrop: "shelves" }),
          kicks("low", 3, { palette: palettes.black, backdrop: "indigo" }),
          {
            kind: "title",
            seconds: 2,
            lines: ["MOI AVENUE", "SHOP B12"],
            ground: "#101014",
            ink: "#ffffff",
          },
          kicks("close", 3, { palette: palettes.lilac, backdrop: "slate", words: ["39 - 45"] }),
        ],
      },
    },
    {
      name: "office-shoes",
      postedAt: "2026-11-17T06:20:18.000Z",
      caption: "Viatu za ofisi ziko tayari 👞 sizes 40 to 45, bei iko kwa video #track",
      plays: 7600,
      media: {
        kind: "video",
        codec: "h264",
        sound: true,
        keyFrameEvery: 60,
        scenes: [
          office("hero", 3, { words: ["KSH 2,800", "pure leather"] }),
          office("close", 2, { palette: palettes.black, backdrop: "cream", words: ["KSH 2,800"] }),
          office("rack", 3, { backdrop: "shelves" }),
          office("hero", 2, { palette: palettes.black, backdrop: "blush" }),
          office("low", 2, { palette: palettes.crimson, backdrop: "slate" }),
        ],
      },
    },
    {
      name: "training-set",
      postedAt: "2026-11-16T15:31:50.000Z",
      caption: "Mens #tracksuit 2500 bob, sizes M hadi XXL #nairobi #gymwear",
      plays: 5230,
      media: {
        kind: "video",
        codec: "h264",
        sound: true,
        keyFrameEvery: 90,
        scenes: [
          suit("hero", 3, { words: ["2500 BOB"] }),
          suit("hero", 2, { palette: palettes.black, backdrop: "cream" }),
          suit("rack", 2, { backdrop: "shelves" }),
        ],
      },
    },
    {
      name: "school-bag",
      postedAt: "2026-11-15T10:05:33.000Z",
      caption: "Bag ya shule, strong na waterproof, Ksh 1.2k tu 🎒",
      extraTags: ["track", "backtoschool"],
      plays: 8810,
      media: {
        kind: "video",
        codec: "h264",
        sound: true,
        keyFrameEvery: 75,
        scenes: [
          school("hero", 3, { words: ["KSH 1.2K"] }),
          school("close", 3, { palette: palettes.navy, backdrop: "cream" }),
          school("hero", 3, { palette: palettes.crimson, backdrop: "mint" }),
          school("rack", 2, { palette: palettes.emerald, backdrop: "shelves" }),
          school("low", 2, { palette: palettes.lilac, backdrop: "street" }),
        ],
      },
    },
    {
      name: "canvas-shoes",
      postedAt: "2026-11-15T07:20:11.000Z",
      caption: "Canvas shoes zimefika, sikiza bei kwa video 🎤 sizes 37-42 #TRACK #viatu",
      plays: 6120,
      said: {
        language: "swa-KE",
        lines: [
          { from: 0.4, text: "Sasa watu wangu, canvas mpya ndizo hizi" },
          { from: 3.2, text: "tuko na rangi zote, kuanzia namba thelathini na saba" },
          { from: 6.1, text: "na bei ni elfu moja mia tano tu" },
          { from: 8.5, text: "tunadeliver kote Nairobi" },
        ],
      },
      media: {
        kind: "video",
        codec: "h264",
        sound: true,
        keyFrameEvery: 75,
        scenes: [
          canvas("hero", 2, { words: ["CANVAS MPYA"] }),
          canvas("close", 2, { palette: palettes.denim, backdrop: "blush" }),
          canvas("hero", 2, { palette: palettes.crimson, backdrop: "sky" }),
          canvas("rack", 2, { backdrop: "shelves" }),
          canvas("low", 2, { palette: palettes.emerald, backdrop: "cream" }),
        ],
      },
    },
    {
      name: "denim-jackets",
      postedAt: "2026-11-14T13:13:13.000Z",
      caption: "Denim jackets restocked! DM for price 💬 sizes M-XXL #TRACK #streetwear254",
      plays: 12030,
      media: {
        kind: "video",
        codec: "hevc",
        sound: false,
        keyFrameEvery: 60,
        scenes: [
          jacket("hero", 2, { words: ["RESTOCKED"] }),
          jacket("close", 2, { backdrop: "blush" }),
          jacket("hero", 2, { palette: palettes.black, backdrop: "sky" }),
          { kind: "black", seconds: 1 },
          jacket("rack", 2, { backdrop: "shelves" }),
          jacket("low", 2, { palette: palettes.white, backdrop: "street" }),
        ],
      },
    },
    {
      name: "slides",
      postedAt: "2026-11-13T17:50:02.000Z",
      caption: "Slides 650 bob tu! 37–44, rangi zote. #TRACK",
      plays: 3090,
      media: {
        kind: "video",
        codec: "h264",
        sound: true,
        keyFrameEvery: 60,
        missing: true,
        scenes: [pool("hero", 10, { words: ["650 BOB"] })],
      },
    },
    {
      name: "bucket-hats",
      postedAt: "2026-11-12T16:18:29.000Z",
      caption: "Bucket hats 500/- each, 3 for 1,200 🧢 #Track #drip",
      plays: 4410,
      media: {
        kind: "video",
        codec: "h264",
        sound: true,
        keyFrameEvery: 60,
        rotated: true,
        scenes: [
          hat("hero", 2, { words: ["500/- EACH"] }),
          hat("close", 2, { palette: palettes.black, backdrop: "cream" }),
          hat("hero", 2, { palette: palettes.emerald, backdrop: "sky" }),
          hat("rack", 2, { palette: palettes.sunset, backdrop: "shelves" }),
          hat("low", 2, { palette: palettes.denim, backdrop: "street" }),
        ],
      },
    },
  ],
};
