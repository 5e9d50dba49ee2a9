import { afterAll, beforeAll, expect, test } from "vitest";
import { openWhatsappService, type WhatsappService } from "./whatsapp-service.ts";

let service: WhatsappService;

beforeAll(async () => {
  service = await openWhatsappService();
});

afterAll(() => service.close());

async function send(message: object, changes: { token?: string; phoneNumberId?: string } = {}) {
  const { token, phoneNumberId } = { ...service, ...changes };
  const answer = await fetch(`${service.graphUrl}/v26.0/${phoneNumberId}/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ messaging_product: "whatsapp", to: service.recipient, ...message }),
  });
  return { status: answer.status, body: (await answer.json()) as unknown };
}

function helloWorld(changes: object = {}) {
  return {
    type: "template",
    template: { name: "hello_world", language: { code: "en_US" }, ...changes },
  };
}

function refusal(code: number) {
  return {
    error: {
      message: expect.any(String) as unknown,
      type: expect.any(String) as unknown,
      code,
      fbtrace_id: expect.any(String) as unknown,
    },
  };
}

test("accepts an approved template and names the message and the user", async () => {
  const { status, body } = await send(helloWorld());
  expect(status).toBe(200);
  expect(body).toMatchObject({
    messaging_product: "whatsapp",
    contacts: [{ input: service.recipient, wa_id: service.recipient.replaceAll(/\D/g, "") }],
    messages: [{ id: expect.stringMatching(/^wamid\./) as unknown }],
  });
});

test("accepts free-form text even where only its webhook will tell that it failed", async () => {
  const { status, body } = await send({ type: "text", text: { body: "Hello" } });
  expect(status).toBe(200);
  expect(body).toMatchObject({ messages: [{ id: expect.any(String) as unknown }] });
});

test("refuses a template or language that is not there with 132001", async () => {
  const unknown = await send(helloWorld({ name: "no_such_template" }));
  expect(unknown).toMatchObject({ status: 404, body: refusal(132_001) });
  const language = await send(helloWorld({ language: { code: "sw" } }));
  expect(language).toMatchObject({ status: 404, body: refusal(132_001) });
});

test("refuses another number of parameters than the template's with 132000", async () => {
  const components = [{ type: "body", parameters: [{ type: "text", text: "too many" }] }];
  const answer = await send(helloWorld({ components }));
  expect(answer).toMatchObject({ status: 400, body: refusal(132_000) });
});

test("refuses malformed messages with 100", async () => {
  const malformed = [
    { type: "text", text: { body: "" } },
    { type: "text", text: { body: "x".repeat(4097) } },
    { type: "text" },
    { type: "unheard_of" },
    { messaging_product: "sms", type: "text", text: { body: "x" } },
  ];
  for (const message of malformed) {
    expect(await send(message)).toMatchObject({ status: 400, body: refusal(100) });
  }
});

test("refuses a wrong token with 401 and another's number with 100", async () => {
  const stranger = await send(helloWorld(), { token: "EAAwrong" });
  expect(stranger).toMatchObject({ status: 401, body: refusal(190) });
  const other = await send(helloWorld(), { phoneNumberId: "100000000000001" });
  expect(other).toMatchObject({ status: 400, body: refusal(100) });
});
