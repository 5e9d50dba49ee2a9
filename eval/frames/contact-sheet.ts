import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp, { type OverlayOptions } from "sharp";
import type { FrameSource, RawPicture } from "#lib/media/frame-source.ts";
import { readFrames } from "#lib/media/read-frames.ts";
import { drawLine } from "./letters.ts";

const TILE = { width: 168, height: 210, gap: 8 };
const LABEL_WIDTH = 300;
const MOST = 5;

type Row = { name: string; note: string; pictures: { atSeconds: number; picture: RawPicture }[] };

/** One picture of the frames that are chosen from every video of a feed folder, a row for each. */
export async function writeContactSheet(
  feed: string,
  { file, source }: { file: string; source: FrameSource },
): Promise<string[]> {
  const names = (await readdir(feed, { recursive: true })).filter((name) => name.endsWith(".mp4"));
  const rows: Row[] = [];
  for (const name of names.toSorted()) rows.push(await readRow(feed, { name, source }));
  await drawSheet(rows, file);
  return rows.map(({ name, note }) => `${name}: ${note}`);
}

async function readRow(
  feed: string,
  { name, source }: { name: string; source: FrameSource },
): Promise<Row> {
  const scratchFolder = await mkdtemp(join(tmpdir(), "contact-sheet-"));
  try {
    const outcome = await readFrames(join(feed, name), { sources: [source], scratchFolder });
    if (outcome.kind !== "frames") return { name, note: outcome.reason, pictures: [] };
    const moments = outcome.frames.map(({ atSeconds }) => atSeconds.toFixed(1)).join(" ");
    return { name, note: `${outcome.framesAnalyzed} read, ${moments}`, pictures: outcome.frames };
  } finally {
    await rm(scratchFolder, { recursive: true, force: true });
  }
}

async function drawSheet(rows: readonly Row[], file: string): Promise<void> {
  const pitch = { x: TILE.width + TILE.gap, y: TILE.height + TILE.gap };
  const size = { width: LABEL_WIDTH + MOST * pitch.x, height: Math.max(1, rows.length) * pitch.y };
  const tiles: OverlayOptions[] = [];
  for (const [row, { name, pictures }] of rows.entries()) {
    tiles.push({ input: labelOf(name), left: 0, top: row * pitch.y });
    for (const [column, { picture }] of pictures.slice(0, MOST).entries())
      tiles.push({
        input: await tileOf(picture),
        left: LABEL_WIDTH + column * pitch.x,
        top: row * pitch.y,
      });
  }
  await sharp({ create: { ...size, channels: 3, background: "#777" } })
    .composite(tiles)
    .toFile(file);
}

const tileOf = ({ rgb, width, height }: RawPicture) =>
  sharp(rgb, { raw: { width, height, channels: 3 } })
    .resize(TILE.width, TILE.height)
    .png()
    .toBuffer();

function labelOf(name: string): Buffer {
  const words = name
    .replace(/\.mp4$/, "")
    .toUpperCase()
    .split("/");
  const lines = words.map((word, index) =>
    drawLine(word, { x: LABEL_WIDTH / 2, y: 70 + index * 40, size: 14, ink: "#fff", weight: 0.8 }),
  );
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${LABEL_WIDTH}" height="${TILE.height}">${lines.join("")}</svg>`,
  );
}
