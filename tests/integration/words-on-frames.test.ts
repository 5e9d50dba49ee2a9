import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readCaption } from "#lib/captions/read-caption.ts";
import { readWords } from "#lib/captions/read-words.ts";
import { systemClock } from "#lib/clock.ts";
import { parseAllowedHosts } from "#lib/media/allowed-hosts.ts";
import { createFetchMedia } from "#lib/media/fetch-media.ts";
import { makePictures } from "#lib/media/make-pictures.ts";
import { createProcessFrameSource } from "#lib/media/process-frame-source.ts";
import { writePage } from "#lib/media/words/page-file.ts";
import { createProcessWordReader } from "#lib/media/words/process-word-reader.ts";
import type { Page, WordReader } from "#lib/media/words/word-reader.ts";
import { CARD, drawCard } from "../support/cards/draw-card.ts";
import { drawnWords, type DrawnWords } from "./drawn-words.ts";
import { feedFile, serveMedia, testFolder } from "./media-clips.ts";

const projectFolder = process.cwd();
const PRICED_ON_PICTURE = feedFile("mtaa_kicks/office-shoes.mp4");

async function pageOf(rgb: Buffer, path: string): Promise<Page> {
  const luma = Uint8Array.from(
    { length: rgb.length / 3 },
    (_, at) =>
      0.299 * (rgb[at * 3] ?? 0) + 0.587 * (rgb[at * 3 + 1] ?? 0) + 0.114 * (rgb[at * 3 + 2] ?? 0),
  );
  return writePage(path, { ...CARD, luma });
}

const lettersOf = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

function priceOn(lines: Awaited<ReturnType<WordReader["read"]>>[number], words: DrawnWords) {
  const { country } = words;
  const caption = readCaption(words.caption, { country });
  const price = readWords([{ lines }], { caption, country, shopCurrency: "USD" })?.price ?? null;
  return price && price.minor / (["KES", "TZS", "NGN", "GHS"].includes(price.currency) ? 100 : 1);
}

/** A project folder whose reading process is the given program. */
async function projectWithReader(program: string): Promise<string> {
  const folder = await testFolder();
  await mkdir(join(folder, "lib/media/words"), { recursive: true });
  await symlink(join(projectFolder, "node_modules"), join(folder, "node_modules"));
  await writeFile(join(folder, "lib/media/words/words-worker.ts"), program);
  return folder;
}

/** Pictures of the clip of the sample feed whose price stands only in the picture. */
async function picturesWith(words: WordReader) {
  const clip = await readFile(PRICED_ON_PICTURE);
  const host = await serveMedia((_request, response) => response.end(clip));
  return makePictures(
    {
      videoUrl: `http://${host}/clip.mp4`,
      coverUrl: null,
      slideshowUrls: [],
      durationSeconds: null,
    },
    {
      fetchMedia: createFetchMedia({ allowedHosts: parseAllowedHosts(host) }),
      frames: [createProcessFrameSource({ decoder: "native", projectFolder })],
      words,
      clock: systemClock,
    },
  );
}

describe("words drawn on pictures", () => {
  test("are read in the styles that sellers use, and never give a price that is not there", async () => {
    const folder = await testFolder();
    const cards = drawnWords(2);
    const pages: Page[] = [];
    for (const { card } of cards)
      pages.push(await pageOf(await drawCard(card), join(folder, `${card.seed}.grey`)));
    const reader = createProcessWordReader({ projectFolder, timeoutMs: 60_000 });
    const startedAt = performance.now();
    const read = await reader.read(pages);
    const msPerPage = (performance.now() - startedAt) / pages.length;

    const judged = cards.map(({ words, card }, index) => {
      const lines = read[index] ?? [];
      const text = lettersOf(lines.map((line) => line.text).join(""));
      return {
        words,
        style: card.style,
        shown: lines.map((line) => line.text),
        isRead: words.lines.every((line) => text.includes(lettersOf(line))),
        price: priceOn(lines, words),
      };
    });
    const priced = judged.filter(({ words }) => words.price !== null);
    const misses = judged.filter((card) => !card.isRead || card.price !== card.words.price);
    const right = priced.filter(({ words, price }) => price === words.price);
    const wrong = judged.filter(({ words, price }) => price !== null && price !== words.price);
    const counts = {
      read: judged.filter(({ isRead }) => isRead).length,
      right: right.length,
      wrong: wrong.length,
    };
    process.stdout.write(
      `${JSON.stringify({ ...counts, of: judged.length, priced: priced.length, msPerPage: Math.round(msPerPage), misses })}\n`,
    );
    expect(wrong).toEqual([]);
    expect(counts.right / priced.length).toBeGreaterThan(0.9);
    expect(counts.read / judged.length).toBeGreaterThan(0.9);
  }, 120_000);

  test("are none on a picture without any, at whatever size", async () => {
    const folder = await testFolder();
    const empty = await drawCard({
      lines: [],
      style: "white alone",
      letters: "sans",
      size: 50,
      foot: 500,
      seed: 77,
    });
    const tiny = { width: 64, height: 64, luma: new Uint8Array(64 * 64).fill(128) };
    const torn = {
      width: 1_080,
      height: 1_920,
      luma: Uint8Array.from({ length: 1_080 * 1_920 }, (_, at) => ((at * 7_919) % 2) * 255),
    };
    const reader = createProcessWordReader({ projectFolder });
    const read = await reader.read([
      await pageOf(empty, join(folder, "empty.grey")),
      await writePage(join(folder, "tiny.grey"), tiny),
      await writePage(join(folder, "torn.grey"), torn),
    ]);
    expect(read).toEqual([[], [], []]);
  });
});

describe("reading words of a post", () => {
  test("finds the price that stands only in the picture, in more than one frame", async () => {
    const made = await picturesWith(createProcessWordReader({ projectFolder }));
    if (made.kind !== "pictures") throw new Error(made.reason);
    expect(made.words.length).toBeGreaterThan(1);
    const caption = readCaption("Viatu za ofisi, bei iko kwa video #track", { country: "KE" });
    const words = readWords(made.words, { caption, country: "KE", shopCurrency: "KES" });
    expect(words?.price).toMatchObject({ minor: 280_000, currency: "KES" });
    expect(words?.text).toContain("pure leather");
  });

  test.each([
    { what: "hangs", program: "setInterval(() => undefined, 1_000);" },
    { what: "is busy without end", program: "process.on('message', () => { for (;;); });" },
    { what: "dies", program: "process.on('message', () => process.exit(3));" },
    { what: "is missing a package", program: "await import('not-there');" },
    {
      what: "answers nonsense",
      program: "process.on('message', () => process.send({ kind: 'words', lines: 'all' }));",
    },
    {
      what: "answers without bounds",
      program:
        "process.on('message', () => process.send({ kind: 'words', lines: [{ text: 'a'.repeat(1e6), confidence: 1 }] }));",
    },
  ])("delivers the pictures when the reader $what", async ({ program }) => {
    const folder = await projectWithReader(program);
    const startedAt = performance.now();
    const made = await picturesWith(
      createProcessWordReader({ projectFolder: folder, timeoutMs: 700 }),
    );
    expect(made).toMatchObject({ kind: "pictures", words: [] });
    expect(made.kind === "pictures" && made.pictures.length).toBe(5);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  test("keeps what was read before its time was over", async () => {
    const folder = await projectWithReader(
      `let asked = 0;
       process.on("message", () => {
         asked += 1;
         if (asked === 1) process.send({ kind: "words", lines: [{ text: "55k", confidence: 0.9 }] });
       });`,
    );
    const reader = createProcessWordReader({ projectFolder: folder, timeoutMs: 700 });
    const page = { path: join(folder, "none.grey"), width: 1, height: 1 };
    expect(await reader.read([page, page])).toEqual([[{ text: "55k", confidence: 0.9 }], []]);
  });

  test("calls no address: core and language data are files of its packages", async () => {
    const real = join(projectFolder, "lib/media/words/words-worker.ts");
    const folder = await projectWithReader(
      `import { appendFileSync } from "node:fs";
       import dns from "node:dns";
       import net from "node:net";
       const log = new URL("./called.txt", import.meta.url);
       const refuse = (what) => (...parameters) => {
         appendFileSync(log, what + " " + String(parameters[0]) + "\\n");
         throw new Error("no network");
       };
       net.Socket.prototype.connect = refuse("connect");
       dns.lookup = refuse("lookup");
       globalThis.fetch = refuse("fetch");
       process.on("message", () =>
         appendFileSync(new URL("./peak.txt", import.meta.url), process.resourceUsage().maxRSS + "\\n"));
       await import(${JSON.stringify(real)});`,
    );
    const made = await picturesWith(createProcessWordReader({ projectFolder: folder }));
    expect(made.kind === "pictures" && made.words.length).toBeGreaterThan(0);
    const file = (name: string) => readFile(join(folder, "lib/media/words", name), "utf8");
    await expect(file("called.txt")).rejects.toThrow("ENOENT");
    const peaksMb = (await file("peak.txt"))
      .trim()
      .split("\n")
      .map((line) => Number(line) / 1024);
    expect(Math.max(...peaksMb)).toBeLessThan(350);
    process.stdout.write(`${JSON.stringify({ peakMb: Math.round(Math.max(...peaksMb)) })}\n`);
  });
});
