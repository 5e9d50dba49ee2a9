import { type Browser, type BrowserContext, chromium, type Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import type { Database } from "#db/client.ts";
import {
  type Clip,
  createFeedSeller,
  feedVideo,
  ingest,
  openAppDatabase,
} from "#tests/support/feed-seller.ts";

const HEELS: Clip = { handle: "nalu-fashion", file: "heels.mp4", cover: "heels.jpg" };
const SANDALS: Clip = { handle: "nalu-fashion", file: "sandals.mp4", cover: "sandals.jpg" };
const PIPELINE_MS = 60_000;

const { origin, browserPath } = inject("app");
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
afterEach(() => context?.close());
afterAll(async () => {
  await browser.close();
  await db.close();
});

async function openPage(options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
  context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options });
  return context.newPage();
}

const heels = (hoursAgo?: number) =>
  feedVideo("New heels only 55k! Sizes 37-41 #TRACK", HEELS, hoursAgo);
const sandals = (hoursAgo?: number) =>
  feedVideo("Leather sandals 30k sizes 36-41 #track", SANDALS, hoursAgo);

/** The product's link, as a screen reader names it. */
const productLink = (page: Page, name: RegExp) => page.getByRole("link", { name }).first();

describe("shop page", () => {
  test("shows a product that is posted while it is open, without a reload", async () => {
    const seller = await createFeedSeller(db);
    const page = await openPage();
    await page.goto(`${origin}/shop/${seller.handle}`);
    await page.evaluate(() => Object.assign(window, { sameDocument: true }));
    await seller.posts([heels()]);
    await ingest(db, seller.handle);
    await productLink(page, /heels/i).waitFor({ timeout: PIPELINE_MS });
    expect(await page.evaluate(() => "sameDocument" in window)).toBe(true);
    await seller.posts([sandals(), heels()]);
    await ingest(db, seller.handle);
    await productLink(page, /sandals/i).waitFor({ timeout: PIPELINE_MS });
    expect(await page.evaluate(() => "sameDocument" in window)).toBe(true);
  });

  test("finds a new product by polling when sockets are blocked", async () => {
    const seller = await createFeedSeller(db);
    const page = await openPage();
    await page.routeWebSocket(/.*/, (socket) => socket.close());
    await page.goto(`${origin}/shop/${seller.handle}`);
    await seller.posts([heels()]);
    await ingest(db, seller.handle);
    await productLink(page, /heels/i).waitFor({ timeout: PIPELINE_MS });
  });

  test("is complete without JavaScript: product, price, sizes, pictures, order link", async () => {
    const seller = await createFeedSeller(db);
    const video = heels();
    await seller.posts([video]);
    await ingest(db, seller.handle);
    await waitForProduct(seller.handle);
    const page = await openPage({ javaScriptEnabled: false });
    await page.goto(`${origin}/shop/${seller.handle}`);
    await productLink(page, /heels/i).click();
    await page.waitForURL(`${origin}/shop/${seller.handle}/${video.videoId}`);
    expect(await page.locator("body").innerText()).toMatch(/55,000/);
    expect(await page.getByText("39", { exact: true }).count()).toBeGreaterThan(0);
    const pictures = await page
      .locator("main img")
      .evaluateAll((images) => images.map((image) => (image as HTMLImageElement).currentSrc));
    expect(new Set(pictures).size).toBe(5);
    const order = await page.getByRole("link", { name: /whatsapp/i }).getAttribute("href");
    expect(order).toMatch(/^https:\/\/wa\.me\/256772123456\?text=/);
    expect(decodeURIComponent(order ?? "")).toMatch(/heels/i);
  });

  test("lets a product go when its video has gone", async () => {
    const seller = await createFeedSeller(db);
    const [kept, gone, older] = [heels(1), sandals(2), heels(3)];
    await seller.posts([kept, gone, older]);
    await ingest(db, seller.handle);
    await waitForProduct(seller.handle, 3);
    const page = await openPage();
    await page.goto(`${origin}/shop/${seller.handle}`);
    await productLink(page, /sandals/i).waitFor();
    await seller.posts([kept, older]);
    await ingest(db, seller.handle);
    await productLink(page, /sandals/i).waitFor({ state: "detached", timeout: PIPELINE_MS });
  });

  test("answers 404 for a handle that nobody has, with a way on", async () => {
    const page = await openPage();
    const response = await page.goto(`${origin}/shop/nobody-has-this`);
    expect(response?.status()).toBe(404);
    expect(await page.getByRole("link").count()).toBeGreaterThan(0);
  });
});

describe("pipeline", () => {
  test("makes exactly one product of each tagged video and none of the others", async () => {
    const seller = await createFeedSeller(db);
    const tagged = [heels(), feedVideo("Only the cover is left 20k #TRACK", null)];
    const untagged = feedVideo("New tracksuit 60k #tracksuit", SANDALS);
    await seller.posts([...tagged, untagged]);
    await ingest(db, seller.handle);
    await ingest(db, seller.handle);
    const products = await waitForProduct(seller.handle, 2);
    expect(products.map(({ video_id: id }) => id).toSorted()).toEqual(
      tagged.map(({ videoId }) => videoId).toSorted(),
    );
  });

  test("refuses the clock without its secret", async () => {
    const answers = await Promise.all(
      ["", "Bearer ", "Bearer undefined", "Bearer wrong"].map((authorization) =>
        fetch(`${origin}/api/cron/ingest`, { headers: { authorization } }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  });

  test("refuses a delivery that nobody signed", async () => {
    const response = await fetch(`${origin}/api/workers/caption-parser`, {
      method: "POST",
      body: "{}",
    });
    expect(response.status).toBe(401);
  });
});

type ListedProduct = { video_id: string };

/** The shop's products as soon as the API lists so many of them. */
async function waitForProduct(handle: string, count = 1): Promise<ListedProduct[]> {
  const deadline = Date.now() + PIPELINE_MS;
  for (;;) {
    const response = await fetch(`${origin}/api/v1/shop/${handle}/products`);
    const { products } = (await response.json()) as { products: ListedProduct[] };
    if (products.length >= count) return products;
    if (Date.now() > deadline) throw new Error(`${products.length} of ${count} products in time`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
