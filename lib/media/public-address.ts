import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** Counted as plain unicast by ipaddr.js although they lead inside: old IPv4 embedding, Azure's wire server. */
const INWARD_RANGES = [ipaddr.parseCIDR("::/96"), ipaddr.parseCIDR("168.63.129.16/32")];

/** Whether an address may be connected to: global unicast, after unwrapping IPv4 inside IPv6. */
export function isPublicAddress(text: string): boolean {
  if (isIP(text) === 0) return false;
  const address = ipaddr.process(text);
  if (address.range() !== "unicast") return false;
  return !INWARD_RANGES.some(
    ([range, bits]) => range.kind() === address.kind() && address.match(range, bits),
  );
}
