import { describe, expect, test } from "vitest";
import { readDeliverySettings, readNotBefore } from "./delivery-options.ts";

describe("readDeliverySettings", () => {
  test("has the defaults of the service", () => {
    expect(readDeliverySettings({})).toMatchObject({
      method: "POST",
      maxRetries: 3,
      headers: {},
      labels: [],
      redact: [],
    });
  });

  test("reads the options of a callback under their own prefix", () => {
    const { callback, failureCallback } = readDeliverySettings({
      "upstash-callback": "https://a.test/cb",
      "upstash-callback-method": "PUT",
      "upstash-callback-retries": "1",
      "upstash-callback-delay": "10s",
      "upstash-callback-timeout": "5s",
      "upstash-callback-forward-x-a": "1",
      "upstash-failure-callback": "https://a.test/failed",
      "upstash-failure-callback-forward-x-b": "2",
    });
    expect(callback).toMatchObject({
      url: "https://a.test/cb",
      method: "PUT",
      maxRetries: 1,
      delayMs: 10_000,
      timeoutMs: 5000,
      headers: { "content-type": "application/json", "x-a": "1" },
    });
    expect(failureCallback).toMatchObject({
      method: "POST",
      maxRetries: 3,
      headers: { "content-type": "application/json", "x-b": "2" },
    });
  });

  test("reads flow control as the SDK writes it", () => {
    const { flowControl } = readDeliverySettings({
      "upstash-flow-control-key": "k",
      "upstash-flow-control-value": "parallelism=2, rate=3, period=1m",
    });
    expect(flowControl).toEqual({ key: "k", parallelism: 2, rate: 3, periodSeconds: 60 });
  });

  test.each([
    { "upstash-method": "TRACE" },
    { "upstash-retries": "-1" },
    { "upstash-timeout": "soon" },
    { "upstash-callback": "not a url" },
    { "upstash-retry-delay": "retried +" },
    { "upstash-flow-control-key": "k" },
    { "upstash-flow-control-key": "k", "upstash-flow-control-value": "rate=0" },
    { "upstash-flow-control-key": "k", "upstash-flow-control-value": "rate=1,period=8d" },
  ])("refuses %j with 400", (options) => {
    expect(() => readDeliverySettings(options)).toThrow(
      expect.objectContaining({ name: "RequestError", status: 400 }),
    );
  });
});

test("not-before is seconds, wins over delay and is never in the past", () => {
  const now = 1_000_000;
  expect(readNotBefore({ "upstash-delay": "1m30s" }, now)).toBe(now + 90_000);
  expect(readNotBefore({ "upstash-delay": "1m", "upstash-not-before": "2000" }, now)).toBe(
    2_000_000,
  );
  expect(readNotBefore({ "upstash-not-before": "1" }, now)).toBe(now);
});
