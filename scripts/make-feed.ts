import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { adaezeGadgets } from "./make-feed/adaeze-gadgets.ts";
import { encodeVideo, secondsOf } from "./make-feed/encode-video.ts";
import { toFeedItem, type Post } from "./make-feed/feed-item.ts";
import { mtaaKicks } from "./make-feed/mtaa-kicks.ts";
import { naluFashion } from "./make-feed/nalu-fashion.ts";
import { drawStill } from "./make-feed/scene.ts";
import type { PostSpec, SellerFeed } from "./make-feed/seller-feed.ts";
import { toWebvtt } from "./make-feed/to-webvtt.ts";

/** Draws one post's files into the folder and returns the post with their names. */
async function drawPost(spec: PostSpec, folder: string): Promise<Post> {
  const { name, media, said, secondScrape: _secondScrape, ...post } = spec;
  const cover = `${name}.jpg`;
  const first = media.scenes.find((scene) => scene.kind === "product") ?? media.scenes[0];
  if (first === undefined) throw new Error(`${name} has no scenes`);
  if (media.kind === "slideshow") {
    const pictures = media.scenes.map((_, index) => `${name}-${index + 1}.jpg`);
    for (const [index, scene] of media.scenes.entries())
      await writeFile(join(folder, `${name}-${index + 1}.jpg`), await drawStill(scene));
    return { ...post, media: { kind: "slideshow", pictures, cover: pictures[0] ?? cover } };
  }
  await writeFile(join(folder, cover), await drawStill(first));
  const video = { ...media, file: `${name}.mp4` };
  if (!media.missing) await encodeVideo(video, join(folder, video.file));
  const subtitles = said && { file: `${name}.vtt`, language: said.language };
  if (subtitles)
    await writeFile(join(folder, subtitles.file), toWebvtt(said.lines, secondsOf(video)));
  return {
    ...post,
    ...(subtitles && { subtitles }),
    media: {
      kind: "video",
      file: video.file,
      cover,
      seconds: secondsOf(video),
      codec: media.codec,
    },
  };
}

/** The profile as the first scrape sees it, or as the second one does. */
function itemsOf(feed: SellerFeed, shown: { post: Post; spec: PostSpec }[], scrape: 1 | 2) {
  const items = shown
    .filter(({ spec }) => spec.secondScrape !== (scrape === 1 ? "first-seen" : "gone"))
    .map(({ post, spec }) => {
      const edit = typeof spec.secondScrape === "object" ? spec.secondScrape.caption : null;
      return { ...post, caption: scrape === 2 && edit !== null ? edit : post.caption };
    })
    .toSorted((a, b) => b.postedAt.localeCompare(a.postedAt))
    .map((post) => toFeedItem(feed.profile, post));
  return [...items, ...(feed.errorRows ?? [])];
}

async function makeSeller(feed: SellerFeed, parent: string): Promise<void> {
  const folder = join(parent, feed.profile.handle);
  await mkdir(folder, { recursive: true });
  const shown: { post: Post; spec: PostSpec }[] = [];
  for (const spec of feed.posts) {
    shown.push({ spec, post: await drawPost(spec, folder) });
    process.stdout.write(`${feed.profile.handle}/${spec.name}\n`);
  }
  const writeJson = (name: string, value: unknown) =>
    writeFile(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
  await writeJson("seller.json", feed.seller);
  await writeJson("items.json", itemsOf(feed, shown, 1));
  if (feed.posts.some((spec) => spec.secondScrape !== undefined))
    await writeJson("items.2.json", itemsOf(feed, shown, 2));
}

const [target = "local/feed", only] = process.argv.slice(2);
for (const feed of [naluFashion, mtaaKicks, adaezeGadgets])
  if (only === undefined || only === feed.profile.handle) await makeSeller(feed, target);
