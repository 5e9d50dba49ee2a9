import { describe, expect, test } from "vitest";
import { createRouter } from "./router.ts";
import { RequestError } from "./request-error.ts";

function openRouter(settled: () => Promise<void>) {
  const handle = createRouter({
    token: () => "secret",
    rawRoutes: [],
    routes: [
      { method: "POST", path: "/v2/things", handle: () => ({ status: 200, body: "made" }) },
      {
        method: "GET",
        path: "/v2/things/:",
        handle: () => {
          throw new RequestError(404, "no such thing");
        },
      },
    ],
    renderPage: () => "<p>page</p>",
    settled,
  });
  return (method: string, path: string, authorization = "Bearer secret") =>
    handle({
      method,
      target: path,
      path,
      query: new URLSearchParams(),
      headers: { authorization },
      body: Buffer.alloc(0),
    });
}

describe("createRouter", () => {
  test("answers a change only once it is kept", async () => {
    const kept = Promise.withResolvers<void>();
    const send = openRouter(() => kept.promise);
    let isAnswered = false;
    const answer = Promise.resolve(send("POST", "/v2/things")).then((response) => {
      isAnswered = true;
      return response;
    });
    await new Promise(setImmediate);
    expect(isAnswered).toBe(false);
    kept.resolve();
    expect(await answer).toEqual({ status: 200, body: "made" });
  });

  test("answers 500 when a change cannot be kept", async () => {
    const send = openRouter(() => Promise.reject(new Error("disk is full")));
    expect(await send("POST", "/v2/things")).toEqual({
      status: 500,
      body: { error: "disk is full" },
    });
  });

  test.each([
    { method: "GET", path: "/v2/things/a", token: "Bearer secret", status: 404 },
    { method: "PUT", path: "/v2/things/a", token: "Bearer secret", status: 405 },
    { method: "GET", path: "/v2/nothing", token: "Bearer secret", status: 404 },
    { method: "POST", path: "/v2/things", token: "Bearer other", status: 401 },
    { method: "POST", path: "/v2/things", token: "", status: 401 },
    { method: "POST", path: "/", token: "", status: 405 },
  ])("$method $path with '$token' is refused with $status", async (given) => {
    const { method, path, token, status } = given;
    const send = openRouter(() => Promise.resolve());
    expect(await send(method, path, token)).toEqual({
      status,
      body: { error: expect.any(String) },
    });
  });
});
