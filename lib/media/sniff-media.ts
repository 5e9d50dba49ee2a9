/** How many leading bytes `sniffMedia` wants to see. */
export const SNIFF_BYTES = 512;

export type MediaFormat =
  | { kind: "video"; container: "mp4" | "mov" }
  | { kind: "image"; container: "jpeg" | "png" | "webp" }
  | { kind: "subtitles"; container: "webvtt" };

export type Sniffed = MediaFormat | { kind: "refused"; reason: string };

const PICTURE_BRANDS = new Set([
  "avif",
  "avis",
  "heic",
  "heix",
  "heim",
  "heis",
  "hevc",
  "mif1",
  "msf1",
  "crx ",
]);

const TEXT_FORMATS: readonly (readonly [RegExp, string])[] = [
  [/^#EXTM3U/i, "hls-manifest"],
  [/<MPD[\s>]/i, "dash-manifest"],
  [/^ffconcat\b|^\s*file\s+['"\w./]/i, "concat-script"],
  [/<svg[\s>]/i, "svg"],
  [/<(!doctype\s+)?html/i, "html"],
  [/^\s*<\?xml/i, "xml"],
  [/^\s*[[{]/, "json"],
];

const BINARY_FORMATS: readonly (readonly [string, string])[] = [
  ["1a45dfa3", "matroska"],
  ["47494638", "gif"],
  ["464c5601", "flv"],
  ["25504446", "pdf"],
  ["1f8b", "gzip"],
  ["504b0304", "zip"],
  ["49492a00", "tiff"],
  ["4d4d002a", "tiff"],
  ["424d", "bmp"],
];

/** Names a file by its first bytes, never by its name or declared type. */
export function sniffMedia(head: Buffer): Sniffed {
  if (head.length === 0) return { kind: "refused", reason: "empty" };
  if (head.subarray(4, 8).toString("latin1") === "ftyp") return sniffBoxes(head);
  const hex = head.subarray(0, 12).toString("hex");
  if (hex.startsWith("ffd8ff")) return { kind: "image", container: "jpeg" };
  if (hex.startsWith("89504e470d0a1a0a")) return { kind: "image", container: "png" };
  if (head.subarray(0, 4).toString("latin1") === "RIFF")
    return head.subarray(8, 12).toString("latin1") === "WEBP"
      ? { kind: "image", container: "webp" }
      : { kind: "refused", reason: "riff" };
  const binary = BINARY_FORMATS.find(([magic]) => hex.startsWith(magic));
  if (binary) return { kind: "refused", reason: binary[1] };
  const text = head
    .toString("latin1")
    .replace(/^\xef\xbb\xbf/, "")
    .trimStart();
  const written = TEXT_FORMATS.find(([pattern]) => pattern.test(text));
  return { kind: "refused", reason: written ? written[1] : "unknown-format" };
}

function sniffBoxes(head: Buffer): Sniffed {
  const size = head.readUInt32BE(0);
  if (size < 16 || size > 4096) return { kind: "refused", reason: "broken-container" };
  const brand = head.subarray(8, 12).toString("latin1");
  if (PICTURE_BRANDS.has(brand)) return { kind: "refused", reason: "heif" };
  return { kind: "video", container: brand === "qt  " ? "mov" : "mp4" };
}
