/**
 * Which hosts media may come from. An entry without a port is a public host over https, `*.` in
 * front stands for its subdomains; an entry with a port is trusted as it is, at any address and
 * over http too, which is what a local stand-in needs.
 */
export type AllowedHosts = {
  public: readonly string[];
  trusted: readonly string[];
};

/** Parses a comma-separated list, such as `*.tiktokcdn.com,api.apify.com,127.0.0.1:4701`. */
export function parseAllowedHosts(list: string): AllowedHosts {
  const entries = list
    .split(",")
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== "");
  const hasPort = (entry: string) => /:\d+$/.test(entry);
  return {
    public: entries.filter((entry) => !hasPort(entry)),
    trusted: entries.filter(hasPort),
  };
}

export type HostVerdict = "trusted" | "public" | "refused";

export function judgeHost(url: URL, allowed: AllowedHosts): HostVerdict {
  const port = url.port === "" ? (url.protocol === "https:" ? "443" : "80") : url.port;
  if (allowed.trusted.includes(`${url.hostname}:${port}`)) return "trusted";
  const named = allowed.public.some((entry) =>
    entry.startsWith("*.")
      ? url.hostname.endsWith(entry.slice(1)) && url.hostname.length > entry.length - 1
      : url.hostname === entry,
  );
  return named ? "public" : "refused";
}
