import { readdir } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { products } from "#db/schema/index.ts";
import { findWords } from "#lib/assembly/find-words.ts";
import { DEFAULT_AI_LIMITS } from "#lib/captions/ai/caption-model.ts";
import { upgradeDue } from "#lib/captions/ai/upgrade-due.ts";
import { register } from "#lib/doors/consumer.ts";
import { handleDelivery } from "#lib/doors/handle-delivery.ts";
import type { Ports } from "#lib/doors/ports.ts";
import type { PictureMaker, PictureSources } from "#lib/media/picture-maker.ts";
import { openSubtitleReader } from "#lib/media/subtitles/open-subtitle-reader.ts";
import { captionParser } from "#workers/caption-parser.ts";
import { thumbnailGenerator } from "#workers/thumbnail-generator.ts";
import type { ScriptedModel } from "#tests/contracts/openai-service.ts";
import { createVideo } from "#tests/support/factories.ts";
import { thumbnailPart } from "#tests/support/parts.ts";
import { recordPorts } from "#tests/support/recorded-ports.ts";
import {
  NO_ANSWER,
  openReaderWorld,
  passTime,
  postedEvent,
  type ReaderWorld,
  scriptedModel,
} from "./ai-reader-setup.ts";
import { serveMedia, testFolder } from "./media-clips.ts";

let world: ReaderWorld;
let db: Database;
let service: ScriptedModel;

beforeAll(async () => {
  world = await openReaderWorld();
  ({ db, service } = world);
});
beforeEach(() => world.reset());
afterAll(() => world.close());

const OPEN_CAPTION = "Office shoes, price is on the video, sizes 40-42 #TRACK";

/** Pictures on which these lines stand, as if they had been read; what was wanted is written down. */
function picturesShowing(...lines: string[]): PictureMaker & { wanted: PictureSources[] } {
  const part = thumbnailPart();
  if (part.name !== "thumbnail") throw new Error("not a thumbnail part");
  const words = [{ atSeconds: 1, lines: lines.map((text) => ({ text, confidence: 0.95 })) }];
  const wanted: PictureSources[] = [];
  return {
    wanted,
    make(sources) {
      wanted.push(sources);
      const glimpses = Array.from(
        { length: sources.glimpses ?? 0 },
        () => "data:image/jpeg;base64,AAAA",
      );
      return Promise.resolve({ rank: part.rank, value: part.value, words, glimpses });
    },
  };
}

/** Subtitles behind an address of their own, and how often they were asked for. */
async function subtitlesOf(answer: RequestListener) {
  let asked = 0;
  const host = await serveMedia((request, response) => {
    asked += 1;
    answer(request, response);
  });
  const scratchParent = await testFolder();
  const limits = { totalMs: 500, idleMs: 400 };
  const reader = openSubtitleReader({ allowedHosts: host, limits, scratchParent });
  const leftFiles = () => readdir(scratchParent);
  return { url: `http://${host}/speech.vtt`, reader, asked: () => asked, leftFiles };
}

const vtt = (...lines: string[]) =>
  `WEBVTT\n\n${lines.map((line, at) => `00:0${at}.000 --> 00:0${at + 1}.000\n${line}\n`).join("\n")}`;

type Posted = Awaited<ReturnType<typeof createVideo>>;

const parse = (video: Posted, ports: Ports) =>
  handleDelivery({ consumer: register(captionParser), event: postedEvent(video) }, ports);
const show = (video: Posted, ports: Ports) =>
  handleDelivery({ consumer: register(thumbnailGenerator), event: postedEvent(video) }, ports);

async function productOf({ videoId }: Posted) {
  const [row] = await db.orm.select().from(products).where(eq(products.videoId, videoId));
  if (row === undefined) throw new Error("no product");
  return row;
}

const post = (overrides: Partial<Posted> = {}) =>
  createVideo({ caption: OPEN_CAPTION, hashtags: ["TRACK"], ...overrides }, db);

describe("words on frames", () => {
  test.each([["caption first"], ["pictures first"]])(
    "give a product its price where the caption has none: %s",
    async (order) => {
      const video = await post();
      const { ports } = recordPorts(db, {
        pictures: picturesShowing("UGX 85,000", "pure leather"),
      });
      if (order === "caption first") await parse(video, ports);
      await show(video, ports);
      if (order === "pictures first") await parse(video, ports);
      const product = await productOf(video);
      expect(product).toMatchObject({ priceMinor: 85_000, currency: "UGX" });
      expect((await findWords(db, video)).frame?.text).toContain("pure leather");
    },
  );

  test("give none where the caption has one, and are looked for in fewer pictures", async () => {
    const video = await post({ caption: "New heels only 55k #TRACK" });
    const pictures = picturesShowing("UGX 85,000");
    const { ports } = recordPorts(db, { pictures });
    await parse(video, ports);
    await show(video, ports);
    expect(await productOf(video)).toMatchObject({ priceMinor: 55_000 });
    const other = await post();
    await show(other, ports);
    const [fewer, all] = pictures.wanted;
    expect(fewer?.pages).toBeLessThan(all?.pages ?? 0);
  });

  test("give no price that is a phone number", async () => {
    const video = await post();
    const { ports } = recordPorts(db, { pictures: picturesShowing("CALL 0772 123456") });
    await parse(video, ports);
    await show(video, ports);
    expect(await productOf(video)).toMatchObject({ priceMinor: null });
  });

  test("are shown to a model with the pictures where the rules find no price in them", async () => {
    await service.setScript([
      {
        match: "Office shoes",
        answer: { ...NO_ANSWER, price: { as_written: "8500", amount: 8_500 } },
      },
    ]);
    const ai = { model: scriptedModel(service), limits: DEFAULT_AI_LIMITS };
    const pictures = picturesShowing("LADIES PICK 8500");
    const { ports } = recordPorts(db, { pictures, ai });
    const video = await post();
    await parse(video, recordPorts(db).ports);
    await show(video, ports);
    expect(pictures.wanted[0]?.glimpses).toBe(3);
    expect((await productOf(video)).priceMinor).toBe(8_500);
    expect((await findWords(db, video)).frame?.price).toMatchObject({ rule: "ai.price" });
  });

  test("give no price that a model sees on a picture and nobody can read there", async () => {
    await service.setScript([
      {
        match: "Office shoes",
        answer: { ...NO_ANSWER, price: { as_written: "99k", amount: 99_000 } },
      },
    ]);
    const ai = { model: scriptedModel(service), limits: DEFAULT_AI_LIMITS };
    const { ports } = recordPorts(db, { pictures: picturesShowing("OFFER 7"), ai });
    const video = await post();
    await parse(video, recordPorts(db).ports);
    await show(video, ports);
    expect((await service.calls()).count).toBe(1);
    expect((await productOf(video)).priceMinor).toBeNull();
  });
});

describe("subtitles", () => {
  test("give a product its price where caption and frames have none", async () => {
    const { url, reader } = await subtitlesOf((_request, response) =>
      response.end(vtt("hello my people", "these shoes go for 85,000 shillings only")),
    );
    const video = await post({ subtitleUrls: [url] });
    const { ports } = recordPorts(db, { subtitles: reader, pictures: picturesShowing("NEW") });
    await parse(video, ports);
    await show(video, ports);
    expect(await productOf(video)).toMatchObject({ priceMinor: 85_000, currency: "UGX" });
  });

  test.each<{ what: string; answer: RequestListener }>([
    { what: "are gone", answer: (_request, response) => response.writeHead(403).end() },
    { what: "hang", answer: () => undefined },
    { what: "are a page", answer: (_request, response) => response.end("<html>expired</html>") },
    {
      what: "are too large",
      answer: (_request, response) => response.end(`WEBVTT\n\n${"a".repeat(300 * 1024)}`),
    },
    {
      what: "lead inside",
      answer: (_request, response) =>
        response.writeHead(302, { location: "http://169.254.169.254/latest" }).end(),
    },
    { what: "are empty", answer: (_request, response) => response.end("WEBVTT\n") },
  ])("that $what are no failure and leave no file", async ({ answer }) => {
    const { url, reader, asked, leftFiles } = await subtitlesOf(answer);
    const video = await post({ subtitleUrls: [url] });
    const { ports } = recordPorts(db, { subtitles: reader });
    expect(await parse(video, ports)).toBe("done");
    expect(asked()).toBe(1);
    expect(await findWords(db, video)).toEqual({ subtitles: null, frame: null });
    expect(await leftFiles()).toEqual([]);
  });

  test("are shown to a model where the rules leave something open, and outlive their link", async () => {
    await service.setScript([{ status: 500 }]);
    let isAlive = true;
    const { url, reader } = await subtitlesOf((_request, response) =>
      isAlive ? response.end(vtt("they cost 85 thousand")) : response.writeHead(410).end(),
    );
    const ai = { model: scriptedModel(service), limits: DEFAULT_AI_LIMITS };
    const video = await post({ subtitleUrls: [url] });
    const { ports, log } = recordPorts(db, { subtitles: reader, ai });
    await parse(video, ports);
    isAlive = false;
    await service.setScript([
      {
        match: "Office shoes",
        answer: { ...NO_ANSWER, price: { as_written: "85 thousand", amount: 85_000 } },
      },
    ]);
    await passTime(db, 120);
    expect(await upgradeDue(ports, { limit: 5 })).toMatchObject({ upgraded: 1 });
    expect((await findWords(db, video)).subtitles?.text).toBe("they cost 85 thousand");
    await show(video, recordPorts(db).ports);
    expect((await productOf(video)).priceMinor).toBe(85_000);
    expect(JSON.stringify(log)).not.toContain("they cost");
  });
});
