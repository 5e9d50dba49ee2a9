import { and, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import type { Database } from "#db/client.ts";
import { deadLetters, events } from "#db/schema/index.ts";
import {
  callClock,
  type Clip,
  createFeedSeller,
  feedVideo,
  ingest,
  openAppDatabase,
} from "#tests/support/feed-seller.ts";

const HEELS: Clip = { handle: "nalu-fashion", file: "heels.mp4", cover: "heels.jpg" };
const PATIENCE_MS = 60_000;

const { origin, browserPath, operatorToken, standIns } = inject("app");
let db: Database;
let browser: Browser;
let context: BrowserContext | undefined;

beforeAll(async () => {
  db = openAppDatabase();
  browser = await chromium.launch({
    executablePath: browserPath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });
});
afterEach(async () => {
  await context?.close();
  await setQueueFaults([]);
});
afterAll(async () => {
  await browser.close();
  await db.close();
});

const setQueueFaults = (rules: unknown[]) =>
  fetch(`${standIns["qstash"]}/_faults`, { method: "PUT", body: JSON.stringify(rules) });

/** Rewrites the version in the logged event of a video; true when the row was there to be rewritten. */
async function writeVersion({ videoId, version, where }: Rewriting): Promise<boolean> {
  const rewritten = await db.orm
    .update(events)
    .set({
      metadata: sql`jsonb_set(${events.metadata}, '{eventVersion}', to_jsonb(${version}::text))`,
    })
    .where(and(eq(events.videoId, videoId), eq(events.eventType, "video.posted"), where))
    .returning({ eventId: events.eventId });
  return rewritten.length === 1;
}

type Rewriting = { videoId: string; version: string; where?: SQL | undefined };

/**
 * A video whose event was written by a version of the app that this one does not know: each of its
 * three consumers refuses it for good.
 */
async function postUnreadable(caption: string) {
  const seller = await createFeedSeller(db);
  const video = feedVideo(caption, HEELS);
  await setQueueFaults([{ kind: "outage" }]);
  await seller.posts([video]);
  await ingest(db, seller.handle);
  // What a relay holds is on its way as it was; only what it has given back can still change.
  const where = and(isNull(events.claimToken), gt(events.attempts, 0));
  await eventually(() => writeVersion({ videoId: video.videoId, version: "9.0.0", where }));
  await setQueueFaults([]);
  await eventually(async () => {
    await callClock("sweep");
    return (await countGivenUp(video.videoId)) === 3;
  });
  return { seller, video };
}

async function countGivenUp(videoId: string): Promise<number> {
  const found = await db.orm
    .select({ id: deadLetters.id })
    .from(deadLetters)
    .innerJoin(events, eq(events.eventId, deadLetters.eventId))
    .where(eq(events.videoId, videoId));
  return found.length;
}

async function eventually(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error("not in time");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function openPage(options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
  context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options });
  return context.newPage();
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${origin}/admin/dead-letters`);
  await page.getByLabel(/token/i).fill(operatorToken);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Dead letters", level: 1 }).waitFor();
}

describe("a delivery that fails for good", () => {
  test("is shown with its reason and, run again after the cause is mended, ends as a product", async () => {
    const { seller, video } = await postUnreadable("New heels only 55k! Sizes 37-41 #TRACK");
    // Without script, as everything that an operator needs must work.
    const page = await openPage({ javaScriptEnabled: false });
    await signIn(page);
    const rows = page.getByRole("listitem").filter({ hasText: video.videoId });
    expect(await rows.count()).toBe(3);
    const row = await rows.filter({ hasText: "thumbnail-generator" }).innerText();
    expect(row).toMatch(/Can never work as it is · 1 attempt/);
    expect(row).toMatch(/9\.0\.0.*known/s);
    expect(row).not.toMatch(/55k/);

    await writeVersion({ videoId: video.videoId, version: "1.0.0" });
    for (const box of await rows.getByRole("checkbox").all()) await box.check();
    await page.getByRole("button", { name: "Run ticked again" }).click();
    await page.getByText("3 sent again.").waitFor();
    expect(await rows.count()).toBe(0);

    await page.goto(`${origin}/shop/${seller.handle}`);
    await eventually(async () => {
      await page.reload();
      return (await page.getByRole("link", { name: /heels/i }).count()) > 0;
    });
    await page.goto(`${origin}/admin/dead-letters?state=handled&consumer=thumbnail-generator`);
    await rows.getByRole("link").click();
    await page.getByRole("heading", { name: "thumbnail-generator", level: 1 }).waitFor();
    const story = await page.locator("main").innerText();
    for (const part of [
      "Handled",
      "thumbnail.generated",
      "product.created",
      "auto-tagger: handled",
    ])
      expect(story).toContain(part);
  });

  test("is off the list once it is set aside with a reason, and the reason stays", async () => {
    const { video } = await postUnreadable("Sandals 30k #TRACK");
    const page = await openPage();
    await signIn(page);
    const row = page
      .getByRole("listitem")
      .filter({ hasText: video.videoId })
      .filter({ hasText: "auto-tagger" });
    await row.getByRole("link").click();
    await page.getByLabel(/because/).fill("The seller took the video down");
    await page.getByRole("button", { name: "Set aside" }).click();
    await page.getByText("1 set aside.").waitFor();
    await page.goto(`${origin}/admin/dead-letters`);
    expect(await row.count()).toBe(0);
    await page.goto(`${origin}/admin/dead-letters?state=set_aside`);
    expect(await row.innerText()).toMatch(/The seller took the video down/);
  });
});

describe("the operator's pages", () => {
  test("are whole, private and unlisted, and show a stranger nothing but the way in", async () => {
    const page = await openPage();
    await page.goto(`${origin}/admin/dead-letters`);
    expect(new URL(page.url()).pathname).toBe("/admin/sign-in");
    await page.getByLabel(/token/i).fill(`${operatorToken}x`);
    const [answer] = await Promise.all([
      page.waitForResponse(/\/admin\/session$/),
      page.getByRole("button", { name: "Sign in" }).click(),
    ]);
    expect(answer.status()).toBe(401);
    await signIn(page);
    const list = await page.goto(`${origin}/admin/dead-letters`);
    expect(list?.headers()["cache-control"]).toMatch(/private.*no-store/);
    expect(list?.headers()["x-robots-tag"]).toBe("noindex");
    expect(await page.locator('meta[name="robots"]').getAttribute("content")).toMatch(/noindex/);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.goto(`${origin}/admin/dead-letters`);
    expect(new URL(page.url()).pathname).toBe("/admin/sign-in");
  });

  test("say so when a dead letter is not there", async () => {
    const page = await openPage({ javaScriptEnabled: false });
    await signIn(page);
    await page.goto(`${origin}/admin/dead-letters/nothing`);
    expect(await page.locator("h1").innerText()).toBe("There is nothing at this address");
  });
});
