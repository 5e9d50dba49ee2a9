import { describe, expect, test } from "vitest";
import { drawClaimCode, holdsCode } from "./claim-code.ts";

describe("code of a claim", () => {
  test("has letters that are not taken for others", () => {
    for (let round = 0; round < 200; round += 1)
      expect(drawClaimCode()).toMatch(/^lh-[2-9abcdefghjkmnpqrstuvwxyz]{4}$/);
  });

  test.each([
    "lh-7k3p",
    "Shoes & bags 👠 LH-7K3P Kampala",
    "code:lh-7k3p.",
    "line one\nlh-7k3p",
    "lh\u20117k3p",
  ])("is found in %j", (bio) => {
    expect(holdsCode(bio, "lh-7k3p")).toBe(true);
  });

  test.each(["", "lh-7k3", "lh-7k3pp", "xlh-7k3p", "lh 7k3p"])("is not found in %j", (bio) => {
    expect(holdsCode(bio, "lh-7k3p")).toBe(false);
  });
});
