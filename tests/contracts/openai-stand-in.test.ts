import { rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import OpenAI from "openai";
import { zodTextFormat } from "openai/helpers/zod";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readCaption } from "#lib/captions/read-caption.ts";
import { aiAnswer } from "#lib/captions/ai/ai-answer.ts";
import { toPrompt } from "#lib/captions/ai/prompt.ts";
import { openCaptionModel } from "#lib/vendors/openai.ts";
import { faultRule } from "#local/faults.ts";
import { openScriptedModel, type ScriptedModel } from "./openai-service.ts";

let service: ScriptedModel;

beforeEach(async () => {
  service = await openScriptedModel();
});
afterEach(() => service.close());

const CHUNK = " ".repeat(64 * 1024);

const ANSWER = {
  title: "Block heels",
  price: { as_written: "55k", amount: 55_000 },
  currency: "UGX",
  sizes: ["37"],
  product_type: "heels",
  category: "footwear" as const,
  tags: ["heels"],
};

const promptFor = (caption: string) =>
  toPrompt({
    caption,
    country: "UG",
    hashtags: [],
    words: [],
    rules: readCaption(caption, { country: "UG" }),
  });

const prompt = promptFor("New heels 55k");
const model = (options: { timeoutMs?: number } = {}) =>
  openCaptionModel({ ...service, retryDelayMs: 1, timeoutMs: 5_000, ...options });

describe("the caption model", () => {
  test("hands over a structured answer and what it cost, never more than promised", async () => {
    await service.setScript([{ match: "heels", answer: ANSWER }]);
    const reply = await model().ask(prompt);
    expect(reply).toMatchObject({ kind: "answer", answer: ANSWER });
    expect(reply.tokens).toBe((await service.calls()).tokens);
    expect(reply.tokens).toBeLessThanOrEqual(model().tokensAtMost(prompt));
  });

  test("takes pictures beside the text, and promises their cost", async () => {
    await service.setScript([{ match: "heels", answer: ANSWER }]);
    const shown = { ...prompt, images: ["data:image/jpeg;base64,/9j/4AAQ"] };
    expect(await model().ask(shown)).toMatchObject({ kind: "answer", answer: ANSWER });
    expect(model().tokensAtMost(shown)).toBeGreaterThan(model().tokensAtMost(prompt) + 1_000);
  });

  test.each([
    ["a refusal", { refusal: "I cannot help with that." }, "refused"],
    ["a filtered answer", { filtered: true as const }, "refused"],
    ["an answer cut short", { truncated: true as const }, "cut"],
    ["an answer longer than its cap", { answer: { tags: ["x".repeat(3_000)] } }, "cut"],
    ["an answer that breaks the schema", { invalid: true as const }, "invalid"],
    ["an answer that is no JSON", { text: "Sure! Here you go" }, "invalid"],
    ["a category that does not exist", { answer: { category: "weapons" } }, "invalid"],
  ])("says %s by its name, with the cost", async (_name, way, kind) => {
    await service.setScript([way]);
    const reply = await model().ask(prompt);
    expect(reply.kind).toBe(kind);
    expect(reply.tokens).toBeGreaterThan(0);
  });

  test.each([429, 500, 503])("tries once more after %i", async (status) => {
    await service.setScript([{ status, times: 1 }, { answer: ANSWER }]);
    expect((await model().ask(prompt)).kind).toBe("answer");
    expect((await service.calls()).count).toBe(2);
  });

  test.each([
    [429, "rate_limited"],
    [500, "unavailable"],
  ])("gives up after a second %i, free of charge", async (status, reason) => {
    await service.setScript([{ status, retryAfterMs: 0 }]);
    expect(await model().ask(prompt)).toEqual({ kind: "failed", reason, tokens: 0 });
    expect((await service.calls()).count).toBe(2);
  });

  test.each([
    ["a wait longer than its time", { status: 429, retryAfterMs: 60_000 }],
    ["an empty account", { status: 429, code: "insufficient_quota" }],
    ["a request that is refused", { status: 400 }],
  ])("does not try again after %s", async (_name, way) => {
    await service.setScript([way]);
    expect((await model().ask(prompt)).kind).toBe("failed");
    expect((await service.calls()).count).toBe(1);
  });

  test.each(["before_head", "after_head"] as const)(
    "ends a call that hangs %s in its time, its cost unknown",
    async (hang) => {
      await service.setScript([{ hang }]);
      const startedAt = performance.now();
      const reply = await model({ timeoutMs: 300 }).ask(prompt);
      expect(reply).toEqual({ kind: "failed", reason: "timeout", tokens: null });
      expect(performance.now() - startedAt).toBeLessThan(2_000);
      expect((await service.calls()).count).toBe(1);
    },
  );

  test("names a lost answer and a refused connection", async () => {
    service.standIn.faults.set([faultRule.parse({ kind: "lose_answer" })]);
    expect(await model().ask(prompt)).toMatchObject({ reason: "connection", tokens: null });
    service.standIn.faults.set([faultRule.parse({ kind: "outage" })]);
    expect(await model().ask(prompt)).toMatchObject({ reason: "connection", tokens: null });
  });

  test("does not read an answer without end", async () => {
    let sent = 0;
    const endless = createServer((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const more = () => {
        if (sent > 50_000_000 || response.destroyed) response.end();
        else response.write(CHUNK, more);
        sent += CHUNK.length;
      };
      more();
    });
    await new Promise<void>((resolve) => void endless.listen(0, "127.0.0.1", resolve));
    const address = endless.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const reply = await openCaptionModel({
      ...service,
      baseUrl: `http://127.0.0.1:${port}/v1`,
    }).ask(prompt);
    endless.closeAllConnections();
    endless.close();
    expect(reply).toMatchObject({ kind: "failed", tokens: null });
    expect(sent).toBeLessThan(20_000_000);
  });

  test("sends the first four thousand code points of a caption and no more", () => {
    const user = promptFor("🥿".repeat(10_000)).user;
    expect(Array.from(user.matchAll(/🥿/gu)).length).toBeLessThanOrEqual(4_100);
  });
});

describe("the stand-in", () => {
  test("answers by the first entry that fits, a counted one only so often", async () => {
    await service.setScript([
      { match: "^New", regex: true, times: 1, answer: { title: "First" } },
      { match: "heels", answer: { title: "Second" } },
    ]);
    const titles = [];
    for (let call = 0; call < 2; call += 1) {
      const reply = await model().ask(prompt);
      titles.push(reply.kind === "answer" ? reply.answer.title : reply.kind);
    }
    expect(titles).toEqual(["First", "Second"]);
  });

  test("agrees with what is proposed when it has no entry", async () => {
    const reply = await model().ask(prompt);
    const { title, tags } = readCaption("New heels 55k", { country: "UG" });
    expect(reply).toMatchObject({ answer: { title: title.value, tags: tags.value, price: null } });
  });

  test("starts with the answers of a file", async () => {
    const answersFile = join(tmpdir(), `answers-${process.pid}.json`);
    await writeFile(answersFile, JSON.stringify([{ match: "heels", answer: { title: "Filed" } }]));
    const filed = await openScriptedModel({ answersFile });
    const reply = await openCaptionModel(filed).ask(prompt);
    await filed.close();
    await rm(answersFile);
    expect(reply).toMatchObject({ answer: { title: "Filed" } });
  });

  test("tells a refusal and a cut answer over responses as the real service does", async () => {
    await service.setScript([
      { match: "bad", refusal: "No." },
      { match: "long", truncated: true },
    ]);
    const client = new OpenAI({ apiKey: service.apiKey, baseURL: service.baseUrl, maxRetries: 0 });
    const ask = (caption: string) =>
      client.responses.create({
        model: service.model,
        input: JSON.stringify({ caption }),
        text: { format: zodTextFormat(aiAnswer, "offer") },
      });
    expect((await ask("bad")).output[0]).toMatchObject({
      content: [{ type: "refusal", refusal: "No." }],
    });
    expect(await ask("long")).toMatchObject({
      status: "incomplete",
      incomplete_details: { reason: "max_output_tokens" },
    });
  });
});
