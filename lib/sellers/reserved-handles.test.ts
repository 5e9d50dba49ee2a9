import { expect, test } from "vitest";
import { isReservedHandle } from "./reserved-handles.ts";

test.each(["admin", "sign-in", "mtn", "m.t.n", "tik_tok", "safaricom"])("keeps %j", (handle) => {
  expect(isReservedHandle(handle)).toBe(true);
});

test.each(["nalu-fashion", "mtaa_kicks", "mtn.fan.shop", "applepie"])("lets %j go", (handle) => {
  expect(isReservedHandle(handle)).toBe(false);
});
