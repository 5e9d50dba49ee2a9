import { expect, test } from "vitest";
import { deliveredHeaders, toOptionHeaders } from "./option-headers.ts";

test("only the content type and prefixed headers reach the destination", () => {
  const options = toOptionHeaders({
    "Content-Type": "text/plain",
    "Upstash-Forward-Authorization": "Bearer inner",
    "Upstash-Forward-Host": "evil.test",
    "Upstash-Retries": "1",
    Authorization: "Bearer outer",
    Accept: ["a", "b"],
  });
  expect(deliveredHeaders(options)).toEqual({
    "content-type": "text/plain",
    authorization: "Bearer inner",
  });
});

test("forwarding all of them still leaves out the token and the connection's own", () => {
  const options = toOptionHeaders({
    "upstash-header-forward": "true",
    "x-hub-signature": "sha256=1",
    authorization: "Bearer outer",
    host: "localhost",
    "content-length": "3",
  });
  expect(deliveredHeaders(options)).toEqual({ "x-hub-signature": "sha256=1" });
});
