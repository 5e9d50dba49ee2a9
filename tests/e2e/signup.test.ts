import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { uniquePhone } from "#tests/support/account-world.ts";
import { uniqueHandle } from "#tests/support/factories.ts";
import {
  HEELS,
  readCode,
  SANDALS,
  showProfile,
  signUpTo,
  writeBio,
} from "#tests/support/seller-browser.ts";

const { origin, browserPath } = inject("app");
const LOOK_MS = 30_000;
const PIPELINE_MS = 120_000;

let browser: Browser;
let context: BrowserContext | undefined;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: browserPath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });
});
afterEach(() => context?.close());
afterAll(() => browser.close());

async function openPage(options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
  context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    locale: "en-UG",
    ...options,
  });
  return context.newPage();
}

async function axeFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe("sign-up", () => {
  test("goes from a number to a proved shop with its products, on a small phone", async () => {
    const [phone, handle] = [uniquePhone(), uniqueHandle()];
    await showProfile(handle, [HEELS, SANDALS]);
    const page = await openPage();
    await page.goto(`${origin}/signup`);
    expect(await axeFindings(page)).toEqual([]);
    await signUpTo(page, { phone, handle });
    await page.getByRole("heading", { name: /is this you/i }).waitFor({ timeout: LOOK_MS });
    expect(await page.locator("main").innerText()).toMatch(/Nalu Fashion[\s\S]*18\.4K followers/);
    expect(await axeFindings(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.getByRole("button", { name: /yes, open my shop/i }).click();
    await page.getByRole("heading", { name: /your shop is open/i }).waitFor();
    await page.getByRole("progressbar").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.evaluate(() => Object.assign(window, { sameDocument: true }));
    await page.getByText(/all 2 products are in your shop/i).waitFor({ timeout: PIPELINE_MS });
    expect(await page.evaluate(() => "sameDocument" in window)).toBe(true);
    await page.getByRole("link", { name: /go to my desk/i }).click();
    await page.waitForURL(`${origin}/dashboard`);
    const code = await page.getByText(/^lh-\w{4}$/).innerText();
    await writeBio(handle, `Shoes in Kampala ${code}`);
    await page.getByRole("button", { name: /check now/i }).click();
    await page.getByText(/is proved to be yours/i).waitFor({ timeout: LOOK_MS });
    expect(await axeFindings(page)).toEqual([]);
    await page.goto(`${origin}/shop/${handle}`);
    await page.getByRole("link", { name: /heels/i }).first().click();
    const order = page.getByRole("link", { name: /order on whatsapp/i });
    expect(await order.getAttribute("href")).toContain(`https://wa.me/${phone.slice(1)}`);
  });

  test("works without JavaScript, up to the shop link", async () => {
    const [phone, handle] = [uniquePhone(), uniqueHandle()];
    await showProfile(handle, [HEELS]);
    const page = await openPage({ javaScriptEnabled: false });
    await signUpTo(page, { phone, handle });
    await page.getByRole("heading", { name: /is this you/i }).waitFor({ timeout: LOOK_MS });
    await page.getByRole("button", { name: /yes, open my shop/i }).click();
    await page.getByRole("heading", { name: /your shop is open/i }).waitFor();
    const link = page.getByRole("link", { name: /see my shop/i });
    expect(await link.getAttribute("href")).toBe(`${origin}/shop/${handle}`);
  });

  test("says beside the field what was wrong, and keeps what was typed", async () => {
    const phone = uniquePhone();
    const page = await openPage();
    await page.goto(`${origin}/signup`);
    const number = page.getByLabel(/whatsapp number/i);
    await number.fill("12");
    await page.getByRole("button", { name: /send me the code/i }).click();
    await page.getByText(/this is not a phone number/i).waitFor();
    await page.reload();
    expect(await number.inputValue()).toBe("12");
    expect(await number.getAttribute("aria-invalid")).toBe("true");
    expect(await axeFindings(page)).toEqual([]);
    await number.fill(phone);
    await page.getByRole("button", { name: /send me the code/i }).click();
    const field = page.getByLabel("Code", { exact: true });
    const right = await readCode(phone);
    await field.fill(right === "000000" ? "000001" : "000000");
    await page.getByRole("button", { name: /go on/i }).click();
    await page.getByText(/4 tries are left/i).waitFor();
    await field.fill(right);
    await page.getByRole("button", { name: /go on/i }).click();
    const name = page.getByLabel(/tiktok name/i);
    for (const [typed, said] of [
      ["two words", /not a tiktok name/i],
      ["@m.t.n", /kept for its brand/i],
      ["@nobody.has.this.one", /no profile @nobody\.has\.this\.one/i],
    ] as const) {
      await name.fill(typed);
      await page.getByRole("button", { name: /find my profile|look again/i }).click();
      await page.getByText(said).waitFor({ timeout: LOOK_MS });
      expect(await name.inputValue()).toBe(typed);
    }
    expect(await axeFindings(page)).toEqual([]);
  });

  test("speaks the language that was chosen, also without JavaScript", async () => {
    const page = await openPage({ javaScriptEnabled: false });
    await page.goto(`${origin}/signup`);
    await page.getByRole("button", { name: "Kiswahili" }).click();
    await page.getByRole("heading", { name: "Video zako za TikTok zinakuwa duka" }).waitFor();
    expect(await page.locator("[lang=sw]:has(main)").count()).toBe(1);
  });

  test("leads who has a shop from her number to her desk, and out again", async () => {
    const [phone, handle] = [uniquePhone(), uniqueHandle()];
    await showProfile(handle, [HEELS]);
    const page = await openPage();
    await signUpTo(page, { phone, handle });
    await page.getByRole("button", { name: /yes, open my shop/i }).click({ timeout: LOOK_MS });
    await page.getByRole("link", { name: /go to my desk/i }).click();
    await page.getByRole("button", { name: /sign out/i }).click();
    await page.waitForURL(`${origin}/sign-in`);
    expect(await axeFindings(page)).toEqual([]);
    await page.goto(`${origin}/dashboard`);
    expect(page.url()).toContain("/sign-in");
  });
});
