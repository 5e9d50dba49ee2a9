import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** As many as a first read of a profile asks the scraper for. */
export const VIDEOS_PER_SELLER = 30;
const FIRST_ID = 7_709_000_000_000_000_000n;
const MINUTE_MS = 60_000;

const WARES = [
  ["New heels", "55k", "Sizes 37-41"],
  ["Ankara dress", "120,000/=", "size S M L XL"],
  ["Vans old skool", "3,500/=", "size 39-45"],
  ["Leather handbag", "85k", "black and brown"],
  ["Kids sneakers", "45,000", "sizes 24 to 33"],
  ["Lace front wig", "250k", "14 inch"],
  ["Office shirts", "40k each", "M, L, XL, XXL"],
  ["Air fryer 4L", "UGX 310,000", "one year warranty"],
  ["Gold plated set", "30k", "necklace and earrings"],
  ["Denim jacket", "70k", "free size"],
] as const;
const WORDS = [
  "just landed",
  "back in stock",
  "last pieces",
  "hot sale",
  "restocked today",
] as const;

export type FeedVideo = { videoId: string; handle: string };

/** The handles of one round; every round has sellers of its own, so that nothing is seen twice. */
export function roundHandles(round: number, sellers: number): string[] {
  return Array.from({ length: sellers }, (_, seller) => `bench-r${round}-s${seller}`);
}

export function videosOf(handle: string): FeedVideo[] {
  const [round = 0, seller = 0] = (/^bench-r(\d+)-s(\d+)$/.exec(handle) ?? []).slice(1).map(Number);
  const first = (round * 100 + seller) * VIDEOS_PER_SELLER;
  return Array.from({ length: VIDEOS_PER_SELLER }, (_, index) => ({
    videoId: String(FIRST_ID + BigInt(first + index) * 1_000_003n),
    handle,
  }));
}

export function captionOf(videoId: string): string {
  const number = Number(BigInt(videoId) % 9_973n);
  const [name, price, sizes] = WARES[number % WARES.length] ?? WARES[0];
  const words = WORDS[number % WORDS.length] ?? WORDS[0];
  return `${name} ${words}! Only ${price}, ${sizes}. Delivery in Kampala is free, DM to order #TRACK #kampala`;
}

/** A feed folder of profiles whose videos have no media: their pictures are ready before they are posted. */
export async function writeFeed(folder: string, handles: readonly string[]): Promise<void> {
  for (const handle of handles) {
    await mkdir(join(folder, handle), { recursive: true });
    const items = videosOf(handle).map(toItem);
    await writeFile(join(folder, handle, "items.json"), JSON.stringify(items));
  }
}

function toItem({ videoId, handle }: FeedVideo, index: number) {
  const postedAt = new Date(Date.now() - (index + 1) * MINUTE_MS);
  return {
    id: videoId,
    text: captionOf(videoId),
    createTime: Math.floor(postedAt.getTime() / 1000),
    createTimeISO: postedAt.toISOString(),
    authorMeta: { name: handle, signature: "Shoes and bags, Kampala" },
    webVideoUrl: `https://www.tiktok.com/@${handle}/video/${videoId}`,
    mediaUrls: [],
    videoMeta: { duration: 15 },
    diggCount: 120,
    commentCount: 9,
    shareCount: 3,
    hashtags: [{ name: "track" }, { name: "kampala" }],
    isSlideshow: false,
    isPinned: false,
  };
}
