import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { analyticsDaily, assemblies } from "#db/schema/index.ts";
import type { Database } from "#db/client.ts";
import type { AnyEvent } from "#lib/events/event.ts";
import { openScriptedModel, type ScriptedModel } from "#tests/contracts/openai-service.ts";
import { waitFor } from "#tests/contracts/qstash-support/wait-for.ts";
import { completeEnvironment } from "#tests/support/complete-environment.ts";
import { createVideo } from "#tests/support/factories.ts";
import { insertEvent } from "#tests/support/log-events.ts";
import { orderPlaced } from "#tests/support/message-events.ts";
import { type MessageWorld, openMessageWorld } from "#tests/support/message-world.ts";
import { openKeysTestDatabase } from "#tests/support/open-keys-database.ts";
import { forgetCalls, freshCaption, postedEvent } from "./ai-reader-setup.ts";

// Outside a server there is no request to be after, and no page to be made anew.
vi.mock("next/server", () => ({ after: () => undefined }));
vi.mock("next/cache", () => ({ revalidateTag: () => undefined }));

let world: MessageWorld;
let model: ScriptedModel;
let keys: Awaited<ReturnType<typeof openKeysTestDatabase>>;
const opened: Database[] = [];

beforeAll(async () => {
  world = await openMessageWorld();
  model = await openScriptedModel();
  keys = await openKeysTestDatabase();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const db of opened.splice(0)) await db.close();
});
afterAll(async () => {
  await model.close();
  await world.close();
  await keys.drop();
});

const SWITCHES = [
  "ENABLE_AI_PROCESSING",
  "ENABLE_WHATSAPP_INTEGRATION",
  "ENABLE_ANALYTICS",
] as const;
type Switch = (typeof SWITCHES)[number];

/** The app as it composes itself from an environment in which one part, or none, is off. */
async function openApp(off: Switch | null) {
  const variables = {
    ...completeEnvironment,
    ...world.whatsapp.env,
    DATABASE_URL: world.url,
    KEYS_DATABASE_URL: keys.url,
    AUTH_SECRET: randomBytes(24).toString("hex"),
    LOG_LEVEL: "error",
    OPENAI_API_KEY: model.apiKey,
    OPENAI_BASE_URL: model.baseUrl,
    ...Object.fromEntries(SWITCHES.map((name) => [name, String(name !== off)])),
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  // Each environment is a process of its own.
  vi.resetModules();
  const { workerDoorConfig, cronDoorConfig } = await import("#lib/doors/composition.ts");
  const { accountPorts } = await import("#lib/doors/account-ports.ts");
  const { requestCode } = await import("#lib/accounts/sign-in.ts");
  const { handleDelivery } = await import("#lib/doors/handle-delivery.ts");
  const { registry, logRegistry } = await import("#workers/registry.ts");
  const { ports } = workerDoorConfig(registry);
  opened.push(ports.db);
  return {
    deliver: (consumer: "caption-parser" | "notification-service", event: AnyEvent) =>
      handleDelivery({ consumer: registry[consumer], event }, ports),
    requestCode: (phone: string) =>
      requestCode(
        { form: { phone, country: null, locale: "en" }, address: "192.0.2.1" },
        accountPorts(),
      ),
    async sweep() {
      const sweep = cronDoorConfig(logRegistry).tasks["sweep"];
      if (sweep === undefined) throw new Error("there is no sweep");
      return sweep();
    },
  };
}

async function countsOf(sellerId: string): Promise<number> {
  const rows = await world.db.orm
    .select()
    .from(analyticsDaily)
    .where(eq(analyticsDaily.sellerId, sellerId));
  return rows.reduce((sum, { count }) => sum + count, 0);
}

/** One video, one order, one count and one sign-in, and what became of each. */
async function useEverything(app: Awaited<ReturnType<typeof openApp>>) {
  await forgetCalls(model);
  const seller = await world.seller();
  const video = await createVideo({ caption: freshCaption(), sellerId: seller.id }, world.db);
  await app.deliver("caption-parser", postedEvent(video));
  const [assembly] = await world.db.orm
    .select()
    .from(assemblies)
    .where(eq(assemblies.videoId, video.videoId));
  const told = await app.deliver("notification-service", orderPlaced(seller.id));
  await insertEvent(world.db, { sellerId: seller.id, videoId: video.videoId });
  await app.sweep();
  const [message] = await world.messagesOf(seller.id);
  const code = await app.requestCode(seller.phone);
  return {
    seller,
    captionRank: assembly?.captionRank,
    modelCalls: (await model.calls()).count,
    told,
    message: message?.state,
    code: code.kind,
    sent: (await world.sentTo(seller.phone)).length,
  };
}

const counted = (sellerId: string, app: Awaited<ReturnType<typeof openApp>>) =>
  waitFor("the event is counted", async () => {
    await app.sweep();
    return (await countsOf(sellerId)) > 0;
  });

describe("a switch that is off", () => {
  test("none: the model is asked, messages leave, events are counted", async () => {
    const app = await openApp(null);
    const used = await useEverything(app);
    expect(used).toMatchObject({ told: "done", message: "accepted", code: "sent", sent: 2 });
    expect(used.modelCalls).toBeGreaterThan(0);
    await counted(used.seller.id, app);
  });

  test("AI: captions are read by rules, the rest goes on", async () => {
    const app = await openApp("ENABLE_AI_PROCESSING");
    const used = await useEverything(app);
    expect(used).toMatchObject({
      captionRank: 1,
      modelCalls: 0,
      message: "accepted",
      code: "sent",
      sent: 2,
    });
    await counted(used.seller.id, app);
  });

  test("WhatsApp: nothing leaves and nothing piles up, sign-in says so, the rest goes on", async () => {
    const app = await openApp("ENABLE_WHATSAPP_INTEGRATION");
    const used = await useEverything(app);
    expect(used).toMatchObject({
      captionRank: expect.toSatisfy((rank: number) => rank >= 1),
      told: "done",
      message: "switched_off",
      code: "unavailable",
      sent: 0,
    });
    expect(used.modelCalls).toBeGreaterThan(0);
    await counted(used.seller.id, app);
  });

  test("analytics: nothing is counted until it is on again, the rest goes on", async () => {
    const used = await useEverything(await openApp("ENABLE_ANALYTICS"));
    expect(used).toMatchObject({ message: "accepted", code: "sent", sent: 2 });
    expect(used.modelCalls).toBeGreaterThan(0);
    expect(await countsOf(used.seller.id)).toBe(0);
    await counted(used.seller.id, await openApp(null));
  });
});
