import { writeFile } from "node:fs/promises";
import type { GreyImage } from "./grey-image.ts";
import type { Page } from "./word-reader.ts";

/** Puts a picture where the reading process finds it. */
export async function writePage(path: string, { width, height, luma }: GreyImage): Promise<Page> {
  await writeFile(path, luma, { flag: "wx", mode: 0o600 });
  return { path, width, height };
}
