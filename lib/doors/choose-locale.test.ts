import { describe, expect, test } from "vitest";
import { chooseLocale, regionOf } from "./choose-locale.ts";

describe("chooseLocale", () => {
  test("takes what was chosen over what the browser asks for", () => {
    expect(chooseLocale({ chosen: "fr", accepted: "sw" })).toBe("fr");
  });

  test.each([
    ["sw-KE,en;q=0.8", "sw"],
    ["de-DE,de;q=0.9,fr;q=0.5,en;q=0.4", "fr"],
    ["en;q=0.2,sw;q=0.9", "sw"],
    ["fr;q=0,en", "en"],
    ["lg", "en"],
    [null, "en"],
  ])("reads %j as %j", (accepted, locale) => {
    expect(chooseLocale({ chosen: "xx", accepted })).toBe(locale);
  });

  test("finds the region that is named first", () => {
    expect(regionOf("sw-KE,en")).toBe("KE");
    expect(regionOf("en,fr-CD")).toBeUndefined();
  });
});
