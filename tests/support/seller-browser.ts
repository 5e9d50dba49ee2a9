import { copyFile, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright";
import { inject } from "vitest";
import * as z from "zod";
import { uniqueVideoId } from "./factories.ts";

const SAMPLES = path.resolve(import.meta.dirname, "../../local/feed/nalu-fashion");
const MESSAGE_MS = 15_000;

const inbox = z.array(z.looseObject({ direction: z.string(), text: z.string() }));

/** The newest code in the inbox of a number, once there is one. */
export async function readCode(phone: string): Promise<string> {
  const { standIns } = inject("app");
  const deadline = Date.now() + MESSAGE_MS;
  for (;;) {
    const answer = await fetch(`${standIns["whatsapp"]}/inbox/${phone.replace("+", "")}.json`);
    const texts = inbox.parse(await answer.json()).map(({ text }) => text);
    const code = texts.map((text) => /\b\d{6}\b/.exec(text)?.[0]).findLast(Boolean);
    if (code !== undefined) return code;
    if (Date.now() > deadline) throw new Error(`no code came to ${phone}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Writes a bio on TikTok, as its stand-in shows it from then on. */
export async function writeBio(handle: string, bio: string): Promise<void> {
  const { standIns } = inject("app");
  const answer = await fetch(`${standIns["apify"]}/_bio`, {
    method: "PUT",
    body: JSON.stringify({ handle, bio }),
  });
  if (!answer.ok) throw new Error(`the stand-in answered ${answer.status}`);
}

export type ProfileVideo = { caption: string; file: string; cover: string };

export const HEELS: ProfileVideo = {
  caption: "New heels only 55k! Sizes 37-41 #TRACK",
  file: "heels.mp4",
  cover: "heels.jpg",
};
export const SANDALS: ProfileVideo = {
  caption: "Leather sandals 30k sizes 36-41 #TRACK",
  file: "sandals.mp4",
  cover: "sandals.jpg",
};

/** A profile on TikTok that nobody has opened a shop for. */
export async function showProfile(handle: string, videos: readonly ProfileVideo[]): Promise<void> {
  const folder = path.join(inject("app").feedDir, handle);
  await mkdir(folder, { recursive: true });
  for (const { file, cover } of videos)
    for (const name of [file, cover])
      await copyFile(path.join(SAMPLES, name), path.join(folder, name));
  const items = videos.map(({ caption, file, cover }, index) => {
    const videoId = uniqueVideoId();
    return {
      id: videoId,
      text: caption,
      createTime: Math.floor(Date.now() / 1_000) - (index + 1) * 3_600,
      authorMeta: { name: handle, nickName: "Nalu Fashion", signature: "Kampala", fans: 18_400 },
      webVideoUrl: `https://www.tiktok.com/@${handle}/video/${videoId}`,
      mediaUrls: [file],
      videoMeta: { duration: 10, height: 1920, width: 1080, coverUrl: cover },
      hashtags: [],
      isSlideshow: false,
    };
  });
  await writeFile(path.join(folder, "items.json"), JSON.stringify(items));
}

/** From the number to the profile that is shown for a yes. */
export async function signUpTo(page: Page, { phone, handle }: { phone: string; handle: string }) {
  await page.goto(`${inject("app").origin}/signup`);
  await page.getByLabel(/whatsapp number/i).fill(`0${phone.slice(4)}`);
  await page.getByRole("button", { name: /send me the code/i }).click();
  await page.getByLabel("Code", { exact: true }).fill(await readCode(phone));
  await page.getByRole("button", { name: /go on/i }).click();
  await page.getByLabel(/tiktok name/i).fill(`https://www.tiktok.com/@${handle}?lang=en`);
  await page.getByRole("button", { name: /find my profile/i }).click();
}
