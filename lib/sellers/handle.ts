const HANDLE = /^[a-z0-9._-]{2,64}$/;
const PROFILE_ADDRESS = /^(?:https?:\/\/)?(?:[\w-]+\.)?tiktok\.com\/@([^/?#]+)/i;

/**
 * The one form of a TikTok handle that is stored and compared: `@Nalu.Fashion`, `Nalu.Fashion` and
 * `https://www.tiktok.com/@nalu.fashion/video/1` are all `nalu.fashion`. Undefined if it is none.
 */
export function parseHandle(input: string): string | undefined {
  const text = input.trim();
  const bare = PROFILE_ADDRESS.exec(text)?.[1] ?? text;
  const handle = bare.replace(/^@/, "").toLowerCase();
  return HANDLE.test(handle) ? handle : undefined;
}
