const MAX_LENGTH = 64;
const IPV6_NETWORK_GROUPS = 4;

/**
 * The address that a request came from, as the proxy in front of this app names it: the last one in
 * the list, since whatever stands before it was sent by the caller. An IPv6 address is cut to its
 * network, all of which belongs to one caller.
 */
export function addressOf(headers: Headers): string {
  const [last = ""] = (headers.get("x-forwarded-for") ?? "").split(",").toReversed();
  const address = last.trim().slice(0, MAX_LENGTH);
  if (!address.includes(":") || address.includes(".")) return address;
  return address.split(":").slice(0, IPV6_NETWORK_GROUPS).join(":");
}

const MAX_AGENT_LENGTH = 300;

export function agentOf(headers: Headers): string {
  return (headers.get("user-agent") ?? "").slice(0, MAX_AGENT_LENGTH).toWellFormed();
}
