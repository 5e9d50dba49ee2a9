import OpenAI from "openai";
import { zodResponseFormat, zodTextFormat } from "openai/helpers/zod";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { openOpenAiService, type OpenAiService } from "./openai-service.ts";

let service: OpenAiService;
let client: OpenAI;

const offer = z.object({ title: z.string().nullable(), tags: z.array(z.string()) });
const user = JSON.stringify({
  caption: "New heels 55k",
  rules: { title: "New heels", tags: ["heels"] },
});

beforeAll(async () => {
  service = await openOpenAiService();
  client = new OpenAI({ apiKey: service.apiKey, baseURL: service.baseUrl, maxRetries: 0 });
});
afterAll(() => service.close());

describe("chat completions", () => {
  test("answer in the form of a strict schema, with what it cost", async () => {
    const completion = await client.chat.completions.parse({
      model: service.model,
      messages: [{ role: "user", content: user }],
      response_format: zodResponseFormat(offer, "offer"),
    });
    const [choice] = completion.choices;
    expect(choice?.finish_reason).toBe("stop");
    expect(offer.safeParse(choice?.message.parsed).success).toBe(true);
    expect(choice?.message.refusal).toBeNull();
    expect(completion.usage?.total_tokens).toBeGreaterThan(0);
    expect(completion._request_id).toMatch(/\S/);
  });

  test("end with `length` where the cap on tokens falls", async () => {
    const completion = await client.chat.completions.create({
      model: service.model,
      messages: [{ role: "user", content: user }],
      response_format: zodResponseFormat(offer, "offer"),
      max_completion_tokens: 4,
    });
    expect(completion.choices[0]?.finish_reason).toBe("length");
  });

  test("refuse a strict schema with an optional property by 400", async () => {
    const call = client.chat.completions.create({
      model: service.model,
      messages: [{ role: "user", content: user }],
      response_format: {
        type: "json_schema",
        json_schema: {
          name: "offer",
          strict: true,
          schema: {
            type: "object",
            properties: { title: { type: "string" } },
            required: [],
            additionalProperties: false,
          },
        },
      },
    });
    await expect(call).rejects.toBeInstanceOf(OpenAI.BadRequestError);
  });
});

describe("responses", () => {
  test("answer in the form of a strict schema, with what it cost", async () => {
    const response = await client.responses.parse({
      model: service.model,
      input: [{ role: "user", content: user }],
      text: { format: zodTextFormat(offer, "offer") },
    });
    expect(response.status).toBe("completed");
    expect(offer.safeParse(response.output_parsed).success).toBe(true);
    expect(response.usage?.total_tokens).toBeGreaterThan(0);
  });
});

test("a wrong key is refused by 401", async () => {
  const stranger = new OpenAI({ apiKey: "sk-wrong", baseURL: service.baseUrl, maxRetries: 0 });
  const call = stranger.chat.completions.create({
    model: service.model,
    messages: [{ role: "user", content: "hello" }],
  });
  await expect(call).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
});
