import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type AppServer, startApp } from "#scripts/app-server.ts";
import { createProduct, createShop } from "#tests/support/factories.ts";
import { openAppDatabase } from "#tests/support/feed-seller.ts";
import { freePort } from "#tests/support/free-port.ts";

const { variables, vercelVariables } = inject("app");
let app: AppServer;

beforeAll(async () => {
  const port = await freePort();
  app = await startApp({
    port,
    variables: {
      ...variables,
      DATABASE_URL: "",
      ...vercelVariables,
      APP_ORIGIN: `http://127.0.0.1:${port}`,
    },
    output: () => undefined,
  });
});
afterAll(() => app.stop());

test("the built app reads and serves a shop through Vercel's driver", async () => {
  const db = openAppDatabase();
  try {
    const { sellerId } = await createShop({}, db);
    const { handle, videoId } = await createProduct({ sellerId, title: "Driver heels" }, db);
    const page = await fetch(`${app.origin}/shop/${handle}/${videoId}`);
    expect([page.status, await page.text()]).toEqual([
      200,
      expect.stringContaining("Driver heels"),
    ]);
    const list = await fetch(`${app.origin}/api/v1/shop/${handle}/products`);
    expect(await list.json()).toMatchObject({ products: [{ video_id: videoId }] });
  } finally {
    await db.close();
  }
});
