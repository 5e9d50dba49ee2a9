import { describe, expect, test } from "vitest";
import { isPublicAddress } from "./public-address.ts";

const INSIDE = [
  "127.0.0.1",
  "127.255.255.254",
  "0.0.0.0",
  "10.0.0.1",
  "172.16.0.1",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "192.0.0.1",
  "192.0.2.1",
  "198.18.0.1",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
  "168.63.129.16",
  "::",
  "::1",
  "::127.0.0.1",
  "::a00:1",
  "::ffff:127.0.0.1",
  "::ffff:10.0.0.1",
  "::ffff:168.63.129.16",
  "64:ff9b::a00:1",
  "fe80::1",
  "fc00::1",
  "fd00:ec2::254",
  "ff02::1",
  "2001:db8::1",
  "2002:7f00:1::",
];

describe("isPublicAddress", () => {
  test.each(INSIDE)("refuses %s", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each(["1.1.1.1", "8.8.8.8", "104.16.0.1", "2606:4700::1111", "::ffff:8.8.8.8"])(
    "accepts %s",
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  test.each(["", "localhost", "1.2.3", "not an address"])(
    "refuses %j, which is no address",
    (text) => {
      expect(isPublicAddress(text)).toBe(false);
    },
  );
});
