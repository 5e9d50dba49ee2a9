import { parseHandle } from "./handle.ts";

export type HandleText =
  | { kind: "handle"; handle: string }
  /** A short link of TikTok's; only TikTok knows whose it is. */
  | { kind: "share_link"; url: string }
  | { kind: "not_a_handle" };

const MAX_LENGTH = 500;
/** Marks for direction and joining that come along when a name is copied. */
const INVISIBLE = /[\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g;
const ADDRESS = /(?:https?:\/\/)?(?:[\w-]+\.)*tiktok\.com\/\S*/i;
const NAMED = /(?:^|[\s(:])@([\w.-]{2,64})(?=$|[\s),!?])/g;

/** What somebody means who was asked for her TikTok name: `@x`, an address, a share link, a sentence. */
export function readHandleText(given: string): HandleText {
  const text = given.replaceAll(INVISIBLE, "").trim();
  if (text.length > MAX_LENGTH) return { kind: "not_a_handle" };
  const address = ADDRESS.exec(text)?.[0];
  if (address !== undefined) return readAddress(address);
  const named = [...text.matchAll(NAMED)];
  const handle = parseHandle((named.length === 1 ? named[0]?.[1] : undefined) ?? text);
  return handle === undefined ? { kind: "not_a_handle" } : { kind: "handle", handle };
}

function readAddress(address: string): HandleText {
  const handle = parseHandle(address);
  if (handle !== undefined) return { kind: "handle", handle };
  const url = URL.parse(/^https?:/i.test(address) ? address : `https://${address}`);
  if (url === null || url.pathname === "/") return { kind: "not_a_handle" };
  url.protocol = "https:";
  return isShortLink(url) ? { kind: "share_link", url: url.href } : { kind: "not_a_handle" };
}

function isShortLink({ hostname, pathname }: URL): boolean {
  const isOwn = hostname === "tiktok.com" || hostname.endsWith(".tiktok.com");
  return isOwn && (/^v[mt]\./.test(hostname) || /^\/t\/\w/.test(pathname));
}
