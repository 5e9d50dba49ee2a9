import { expect, test } from "vitest";
import { readRawDestination } from "./raw-destination.ts";

function read(target: string, headers: Record<string, string> = {}) {
  const mark = target.indexOf("?");
  return readRawDestination(
    {
      method: "POST",
      target,
      path: mark === -1 ? target : target.slice(0, mark),
      query: new URLSearchParams(mark === -1 ? "" : target.slice(mark + 1)),
      headers,
      body: Buffer.alloc(0),
    },
    "/v2/publish/",
  );
}

test.each([
  [
    "/v2/publish/http://localhost:3000/api//x?y=1&z=a%20b",
    "http://localhost:3000/api//x?y=1&z=a%20b",
  ],
  ["/v2/publish/https://a.test/p%2Fq", "https://a.test/p%2Fq"],
  ["/v2/publish/https%3A%2F%2Fa.test%2Fx", "https://a.test/x"],
  ["/v2/publish/prod.video.posted", "prod.video.posted"],
  ["/v2/publish/group?upstash-retries=1", "group"],
  ["/v2/publish/http://a.test/x?a=1&upstash-retries=1&qstash_token=t", "http://a.test/x?a=1"],
])("%s leads to %s", (target, destination) => {
  expect(read(target).destination).toBe(destination);
});

test("an option in the headers wins over the same one in the query", () => {
  const { options } = read("/v2/publish/g?upstash-retries=1&upstash-delay=5s", {
    "upstash-retries": "2",
  });
  expect(options).toMatchObject({ "upstash-retries": "2", "upstash-delay": "5s" });
});
