import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LOCALES, type OutgoingMessage } from "#lib/notifications/messenger.ts";
import { openMessenger } from "#lib/vendors/whatsapp.ts";
import { faultRule } from "#local/faults.ts";
import { freePort } from "#tests/support/free-port.ts";
import { type MessageWorld, openMessageWorld } from "#tests/support/message-world.ts";

const PHONE = "+256700000042";

let world: MessageWorld;
beforeAll(async () => {
  world = await openMessageWorld();
});
afterAll(() => world.close());

const message = (bent: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  phone: PHONE,
  locale: "en",
  notice: {
    template: "low_stock",
    product: "Heels",
    left: "2",
    link: "https://shop.test/dashboard",
  },
  reference: "a reference",
  ...bent,
});

/** The messenger at a service that gives one answer to all. */
async function answering(status: number, body: string) {
  const server = createServer((_, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on TCP has an address with a port.
  const { port } = server.address() as AddressInfo;
  try {
    const messenger = openMessenger({ ...world.account, graphUrl: `http://127.0.0.1:${port}` });
    return await messenger.send(message()).catch(() => "thrown" as const);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

const graphError = (code: number) => JSON.stringify({ error: { message: `(#${code})`, code } });

describe("a message to the service", () => {
  test("is accepted with its id, on one line each part", async () => {
    const notice = {
      template: "low_stock",
      product: "High\n\theels      red",
      left: "2",
      link: "https://shop.test/dashboard",
    } as const;
    const sent = await world.messenger.send(message({ notice }));
    expect(sent).toMatchObject({ kind: "accepted", messageId: expect.stringMatching(/^wamid\./) });
    expect((await world.sentTo(PHONE)).at(-1)).toContain("Only 2 left of High heels red.");
  });

  test.each(LOCALES)("with a code shows it in %s, as the service words it", async (locale) => {
    const notice = { template: "sign_in_code", code: "482913" } as const;
    await world.messenger.send(message({ notice, locale }));
    const text = (await world.sentTo(PHONE)).at(-1) ?? "";
    expect(text).toContain("482913");
    expect(text).toMatch(/10/);
    expect(text).not.toContain("{{");
  });

  test("that the service words wrongly is refused for good", async () => {
    expect(await world.messenger.send(message({ phone: "+1" }))).toMatchObject({
      kind: "refused",
      code: 100,
    });
  });

  test.each([
    ["throughput", 429, graphError(130_429)],
    ["the pair's rate", 400, graphError(131_056)],
    ["our token", 401, graphError(190)],
    ["a missing payment", 400, graphError(131_042)],
    ["a template that is not approved yet", 404, graphError(132_001)],
    ["an outage that the service names", 500, graphError(131_016)],
    ["any trouble of the service's own", 503, graphError(999_999)],
    ["a gate before the service", 403, "<html>"],
    ["too many requests", 429, ""],
    ["maintenance", 503, ""],
  ])("was surely not taken for %s", async (_name, status, body) => {
    expect(await answering(status, body)).toMatchObject({ kind: "unavailable" });
  });

  test.each([
    ["undeliverable", 400, 131_026],
    ["not allowed to be written to", 400, 131_030],
    ["a wrong number of parts", 400, 132_000],
  ])("is refused for good: %s", async (_name, status, code) => {
    expect(await answering(status, graphError(code))).toMatchObject({ kind: "refused", code });
  });

  test.each([
    ["a gateway that gave up waiting", 504, ""],
    ["a broken gateway", 502, "<html>"],
    ["an error without words", 500, "oops"],
    ["an answer that is no JSON", 200, "<html>"],
    ["an answer without an id", 200, '{"messages":[]}'],
    ["an endless answer", 200, "x".repeat(70_000)],
  ])("may have been taken after %s", async (_name, status, body) => {
    expect(await answering(status, body)).toBe("thrown");
  });

  test("may have been taken when the line breaks, and was not when there was none", async () => {
    world.whatsapp.faults.set([
      faultRule.parse({ kind: "lose_answer", path: "messages", times: 1 }),
    ]);
    const before = (await world.sentTo(PHONE)).length;
    await expect(world.messenger.send(message())).rejects.toThrow("did not answer");
    expect(await world.sentTo(PHONE)).toHaveLength(before + 1);
    const nobody = openMessenger({
      ...world.account,
      graphUrl: `http://127.0.0.1:${await freePort()}`,
    });
    expect(await nobody.send(message())).toMatchObject({ kind: "unavailable" });
  });
});
