/** One segment of a page's path as text; empty when its escapes are broken, which names nothing. */
export function pathText(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return "";
  }
}
