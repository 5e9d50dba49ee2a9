import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { uniquePhone } from "#tests/support/account-world.ts";
import { uniqueHandle } from "#tests/support/factories.ts";
import { HEELS, showProfile, signUpTo } from "#tests/support/seller-browser.ts";

const { origin, browserPath } = inject("app");
const PIPELINE_MS = 120_000;
const SMALL = { viewport: { width: 360, height: 740 }, locale: "en-UG" };

let browser: Browser;
let seller: { handle: string; cookies: Awaited<ReturnType<BrowserContext["storageState"]>> };
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: browserPath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });
  seller = await openShop();
});
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
});
afterAll(() => browser.close());

/** A seller who has just signed up and whose one video has become a product. */
async function openShop() {
  const [phone, handle] = [uniquePhone(), uniqueHandle()];
  await showProfile(handle, [HEELS]);
  const context = await browser.newContext(SMALL);
  const page = await context.newPage();
  await signUpTo(page, { phone, handle });
  await page.getByRole("button", { name: /yes, open my shop/i }).click({ timeout: 60_000 });
  await page.getByText(/products? (is|are) in your shop/i).waitFor({ timeout: PIPELINE_MS });
  const cookies = await context.storageState();
  await context.close();
  return { handle, cookies };
}

async function openPage(options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ ...SMALL, storageState: seller.cookies, ...options });
  contexts.push(context);
  return context.newPage();
}

async function openProduct(page: Page): Promise<void> {
  await page.goto(`${origin}/dashboard/products`);
  await page.getByRole("main").getByRole("listitem").getByRole("link").first().click();
  await page.getByLabel("Price", { exact: true }).waitFor();
}

async function correct(page: Page, price: string): Promise<void> {
  await page.getByLabel("Price", { exact: true }).fill(price);
  await page.getByRole("button", { name: /^save( mine anyway)?$/i }).click();
}

async function axeFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Until a shopper sees it: the pages are renewed by a consumer. */
const shopShows = (text: RegExp) =>
  expect
    .poll(async () => (await fetch(`${origin}/shop/${seller.handle}`)).text(), { timeout: 30_000 })
    .toMatch(text);

describe("the desk", () => {
  test("corrects a price that shoppers then see, and gives it back", async () => {
    const page = await openPage();
    await openProduct(page);
    expect(await axeFindings(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(await page.locator("mark").allInnerTexts()).toContain("55k");
    await correct(page, "49,000");
    await page.getByText(/your word stays/i).waitFor();
    expect(await page.getByLabel("Price", { exact: true }).inputValue()).toBe("49000");
    await shopShows(/49,000/);
    await page.getByRole("button", { name: /give back: price/i }).click();
    await expect
      .poll(() => page.getByLabel("Price", { exact: true }).inputValue(), { timeout: 10_000 })
      .toBe("55000");
  });

  test("shows both values when two phones change one product", async () => {
    const [first, second] = [await openPage(), await openPage()];
    await openProduct(first);
    await openProduct(second);
    await correct(first, "48000");
    await first.getByText(/your word stays/i).waitFor();
    await correct(second, "47000");
    const clash = second.getByRole("row", { name: /price/i });
    await clash.waitFor();
    expect(await clash.getByRole("cell").allInnerTexts()).toEqual(["47000", "48000"]);
    expect(await axeFindings(second)).toEqual([]);
    expect(await overflow(second)).toBe(0);
    await correct(second, "47000");
    await second.getByText(/your word stays/i).waitFor();
  });

  test("works without JavaScript: a wrong price, a right one, hide, delete and take back", async () => {
    const page = await openPage({ javaScriptEnabled: false });
    await openProduct(page);
    await page.getByLabel("Name", { exact: true }).fill("Tall heels");
    await correct(page, "a lot");
    await page.getByText(/we cannot read this/i).waitFor();
    expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Tall heels");
    await correct(page, "46000");
    await page.getByText(/your word stays/i).waitFor();
    await page.getByRole("button", { name: /hide from the shop/i }).click();
    await page.getByText("Hidden by you").waitFor();
    await page.getByRole("button", { name: /show in the shop/i }).click();
    await page.getByText("In the shop", { exact: true }).waitFor();
    await page.getByText("Delete", { exact: true }).click();
    await page.getByRole("button", { name: /delete this product/i }).click();
    await page.getByRole("main").getByRole("listitem").getByRole("link").first().click();
    await page.getByRole("button", { name: /take it back/i }).click();
    await page.getByText("In the shop", { exact: true }).waitFor();
    expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Tall heels");
  });

  test("has lists that read well on a small phone, and nothing for a stranger", async () => {
    const page = await openPage();
    for (const path of ["products", "products?list=deleted", "attention"]) {
      await page.goto(`${origin}/dashboard/${path}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      expect([path, await axeFindings(page)]).toEqual([path, []]);
      expect([path, await overflow(page)]).toEqual([path, 0]);
    }
    await openProduct(page);
    const address = page.url();
    const hers = seller;
    seller = await openShop();
    const stranger = await openPage();
    expect((await stranger.goto(address))?.status()).toBe(404);
    expect(await axeFindings(stranger)).toEqual([]);
    seller = hers;
  });
});
