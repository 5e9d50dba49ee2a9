import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import { aiAnswer } from "#lib/captions/ai/ai-answer.ts";
import { DEFAULT_AI_LIMITS } from "#lib/captions/ai/caption-model.ts";
import { findKeptAnswer } from "#lib/captions/ai/kept-answers.ts";
import { PROMPT_VERSION, toPrompt } from "#lib/captions/ai/prompt.ts";
import { readCaption } from "#lib/captions/read-caption.ts";
import { register } from "#lib/doors/consumer.ts";
import { handleDelivery } from "#lib/doors/handle-delivery.ts";
import { contentHash } from "#lib/ids.ts";
import { captionParser } from "#workers/caption-parser.ts";
import { createShop, createVideo } from "#tests/support/factories.ts";
import { recordPorts } from "#tests/support/recorded-ports.ts";
import {
  freshCaption,
  openReaderWorld,
  passTime,
  postedEvent,
  postVideo,
  readVideo,
  type ReaderWorld,
  scriptedModel,
} from "./ai-reader-setup.ts";

const consumer = register(captionParser);
let world: ReaderWorld;

beforeAll(async () => {
  world = await openReaderWorld();
});
beforeEach(() => world.reset());
afterAll(() => world.close());

type Script = Parameters<ReaderWorld["service"]["setScript"]>[0];
type Limits = Partial<typeof DEFAULT_AI_LIMITS>;

/** One video through the caption parser's door; what the reader wrote into the log meanwhile. */
async function logOf(caption: string, { script, limits }: { script: Script; limits?: Limits }) {
  const { db, service } = world;
  await service.setScript(script);
  const { sellerId } = await createShop({}, db);
  const video = await createVideo({ caption, hashtags: [], sellerId }, db);
  const model = scriptedModel(service, 300);
  const ai = { model, limits: { ...DEFAULT_AI_LIMITS, ...limits } };
  const { ports, log } = recordPorts(db, { ai });
  expect(await handleDelivery({ consumer, event: postedEvent(video) }, ports)).toBe("done");
  const lines = log.filter(({ event }) => event.startsWith("ai."));
  expect(lines.filter(({ event }) => event === "ai.read")).toMatchObject([
    {
      fields: {
        seller_id: sellerId,
        video_id: video.videoId,
        model: service.model,
        prompt_version: PROMPT_VERSION,
      },
    },
  ]);
  expect(JSON.stringify(log)).not.toMatch(/heels|55k|sandals|handbag/i);
  return lines.map(({ event, fields }) =>
    event === "ai.read" ? `${event} ${String(fields["outcome"])}` : event,
  );
}

const price = (as_written: string, amount: number) => ({ price: { as_written, amount } });
const FAILING: Script = [{ status: 500 }];
const CAPTION = "Nice heels, only 55k";
const UNPRICED = "Nice heels, ask for price";

describe("the log of the caption parser names", () => {
  test.each<{ name: string; caption?: string; way: Script[number]; outcome: string }>([
    { name: "agreement", way: { answer: price("55k", 55_000) }, outcome: "agreed" },
    {
      name: "other words for the same",
      way: { answer: { title: "Block heels" } },
      outcome: "agreed",
    },
    {
      name: "disagreement on the kind",
      way: { answer: { product_type: "sandals" } },
      outcome: "disagreed",
    },
    {
      name: "disagreement on the sizes",
      caption: `${CAPTION} 37-39`,
      way: { answer: { sizes: ["40"] } },
      outcome: "disagreed",
    },
    {
      name: "what only the model read",
      caption: "Brand new 70k",
      way: { answer: { product_type: "handbag" } },
      outcome: "filled",
    },
    {
      name: "an invented price",
      caption: UNPRICED,
      way: { answer: price("99k", 99_000) },
      outcome: "number_dropped",
    },
    {
      name: "an invented price beside a read one",
      way: { answer: price("5k", 5_000) },
      outcome: "number_dropped",
    },
    { name: "an invented size", way: { answer: { sizes: ["41"] } }, outcome: "number_dropped" },
    { name: "a refusal", way: { refusal: "No." }, outcome: "refused" },
    { name: "a truncated answer", way: { truncated: true }, outcome: "truncated" },
    { name: "a broken answer", way: { invalid: true }, outcome: "invalid" },
    { name: "429", way: { status: 429 }, outcome: "rate_limited" },
    { name: "500", way: { status: 500 }, outcome: "failed" },
    { name: "a hang", way: { hang: "before_head" }, outcome: "timed_out" },
    { name: "a hang after the head", way: { hang: "after_head" }, outcome: "timed_out" },
  ])("$name", async ({ caption = CAPTION, way, outcome }) => {
    expect(await logOf(caption, { script: [way] })).toEqual([`ai.read ${outcome}`]);
  });

  test("a budget that is gone", async () => {
    const limits = { sellerDailyTokens: 10 };
    expect(await logOf(CAPTION, { script: [], limits })).toEqual(["ai.read budget_gone"]);
    expect((await world.service.calls()).count).toBe(0);
  });

  test("the breaker's opening, what it keeps back, and its closing", async () => {
    const limit = DEFAULT_AI_LIMITS.breaker.consecutiveFailures;
    const failures: string[][] = [];
    for (let call = 0; call < limit; call += 1)
      failures.push(await logOf(CAPTION, { script: FAILING }));
    expect(failures.flat().filter((line) => line === "ai.read failed")).toHaveLength(limit);
    expect(failures.findIndex((lines) => lines.includes("ai.breaker_opened"))).toBe(limit - 1);
    expect(await logOf(CAPTION, { script: [] })).toEqual(["ai.read breaker_open"]);
    await passTime(world.db, DEFAULT_AI_LIMITS.breaker.openMs / 1_000 + 1);
    expect(await logOf(CAPTION, { script: [] })).toEqual(["ai.breaker_closed", "ai.read agreed"]);
  });
});

describe("a kept answer", () => {
  test("is not reused for another model", async () => {
    const { db, service } = world;
    const video = await postVideo(db, freshCaption());
    await readVideo(video, { db, model: scriptedModel(service) });
    await readVideo(video, { db, model: scriptedModel({ ...service, model: "gpt-5" }) });
    await readVideo(video, { db, model: scriptedModel(service) });
    expect((await service.calls()).count).toBe(2);
  });

  test("is not found under another version of the prompt", async () => {
    const { db, service } = world;
    const video = await postVideo(db, freshCaption());
    await readVideo(video, { db, model: scriptedModel(service) });
    const rules = readCaption(video.caption, { country: video.country });
    const { user } = toPrompt({ ...video, words: [], rules });
    const question = { inputHash: contentHash(user), model: service.model };
    const found = (promptVersion: string) => findKeptAnswer(db, { ...question, promptVersion });
    expect(await found(PROMPT_VERSION)).toMatchObject({ kind: "answer" });
    expect(await found(`${PROMPT_VERSION}-next`)).toBeUndefined();
  });
});

test("a changed prompt or answer comes with a new version of the prompt", () => {
  const rules = readCaption("", { country: "UG" });
  const { system } = toPrompt({ caption: "", country: "UG", hashtags: [], words: [], rules });
  const asked = contentHash(`${system}\n${JSON.stringify(z.toJSONSchema(aiAnswer))}`);
  expect({ [PROMPT_VERSION]: asked }).toEqual({
    "1": "7ec80317a168c4335cd8f4084be77c075b3afc1ce6f21ac98527cf65fe0614ea",
  });
});
