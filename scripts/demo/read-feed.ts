import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";

const sellerFile = z.object({
  country: z.string().regex(/^[A-Z]{2}$/),
  phone: z.string(),
  name: z.string(),
});

export type FeedSeller = { handle: string } & z.infer<typeof sellerFile>;
/** A row of a feed as the table names it: a video, or the scraper's word that it could not read one. */
export type FeedRow = { handle: string; videoId: string; error: string | null };
export type Feed = { sellers: FeedSeller[]; rows: FeedRow[] };

/** Who sells when a feed does not say: a number of the range that Uganda keeps unassigned. */
const UNNAMED_SELLER = { country: "UG", phone: "+256790000000" };

const itemFields = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  url: z.string().optional(),
  error: z.unknown().optional(),
  errorCode: z.string().optional(),
});

/** Reads which sellers and videos a feed folder holds. Throws one sentence about a broken one. */
export async function readFeed(feedDir: string): Promise<Feed> {
  const entries = await readdir(feedDir, { withFileTypes: true }).catch((cause: unknown) => {
    throw new Error(`There is no feed folder at ${feedDir}: give one with --feed DIR.`, { cause });
  });
  const handles = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const feed: Feed = { sellers: [], rows: [] };
  for (const handle of handles.toSorted()) {
    const rows = await readHandle(path.join(feedDir, handle), handle);
    if (rows === null) continue;
    feed.sellers.push({ handle, ...(await readSeller(path.join(feedDir, handle), handle)) });
    feed.rows.push(...rows);
  }
  if (feed.sellers.length === 0)
    throw new Error(`No <handle>/items.json in ${feedDir}: a feed has one folder per handle.`);
  return feed;
}

async function readSeller(folder: string, handle: string): Promise<z.infer<typeof sellerFile>> {
  const file = path.join(folder, "seller.json");
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null) return { ...UNNAMED_SELLER, name: handle };
  return parseFile(file, text, sellerFile);
}

/** Every state of the profile counts: what a later read shows or hides belongs to the feed as well. */
async function readHandle(folder: string, handle: string): Promise<FeedRow[] | null> {
  const files = (await readdir(folder)).filter((name) => /^items(\.\d+)?\.json$/.test(name));
  if (!files.includes("items.json")) return null;
  const rows = new Map<string, FeedRow>();
  for (const name of files.toSorted()) {
    const file = path.join(folder, name);
    for (const item of parseFile(file, await readFile(file, "utf8"), z.array(itemFields))) {
      const videoId = item.id === undefined ? idInUrl(item.url) : String(item.id);
      const failed = item.errorCode ?? (item.error === undefined ? null : "error");
      const key = videoId ?? `row ${rows.size + 1}`;
      const known = rows.get(key);
      rows.set(key, { handle, videoId: key, error: known ? known.error && failed : failed });
    }
  }
  return [...rows.values()];
}

function idInUrl(url: string | undefined): string | undefined {
  return url === undefined ? undefined : /\/(?:video|photo)\/(\d+)/.exec(url)?.[1];
}

function parseFile<Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new Error(`The feed file ${file} is broken: ${reason.replaceAll("\n", " ")}`, { cause });
  }
}
