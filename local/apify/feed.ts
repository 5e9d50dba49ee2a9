import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import * as z from "zod";

export type FeedItem = Record<string, unknown>;

const PROFILE_STATES = ["public", "private", "blocked", "empty", "not_found"] as const;
const profileSchema = z.object({
  state: z.enum(PROFILE_STATES).default("public"),
  bio: z.string().max(1_000).optional(),
});

export type FeedProfile = {
  handle: string;
  state: (typeof PROFILE_STATES)[number];
  /** What the profile says of itself now; without it, what each item says. */
  bio: string | undefined;
  /** What the profile shows from the n-th scrape on, ascending; the first has `from` 1. */
  editions: { from: number; items: FeedItem[] }[];
};

/** A feed folder that cannot be played; the message names the file and what is wrong with it. */
export class FeedError extends Error {}

/** Reads the whole feed once and rejects with a FeedError at the first thing that is wrong. */
export async function checkFeed(feedDir: string): Promise<{ handles: number; items: number }> {
  const handles = await listHandles(feedDir);
  let items = 0;
  for (const handle of handles) {
    const profile = await findProfile(feedDir, handle);
    items += profile?.editions[0]?.items.length ?? 0;
  }
  return { handles: handles.length, items };
}

/** The profile as the folder shows it now, so that a feed can be edited while it plays. */
export async function findProfile(
  feedDir: string,
  handle: string,
): Promise<FeedProfile | undefined> {
  const folderName = (await listHandles(feedDir)).find(
    (name) => name.toLowerCase() === handle.toLowerCase(),
  );
  if (folderName === undefined) return undefined;
  const folder = join(feedDir, folderName);
  const editions: FeedProfile["editions"] = [];
  let about: z.infer<typeof profileSchema> = { state: "public" };
  for (const name of await readdir(folder)) {
    const edition = /^items(?:\.(\d+))?\.json$/.exec(name);
    if (edition !== null) {
      editions.push({ from: Number(edition[1] ?? 1), items: await readItems(join(folder, name)) });
    }
    if (name === "profile.json") about = await readAbout(join(folder, name));
  }
  const { state, bio } = about;
  if (editions.length === 0 && state === "public") return undefined;
  editions.sort((one, other) => one.from - other.from);
  return { handle: folderName, state, bio, editions };
}

/** What the profile shows at its n-th scrape. */
export function itemsAt(profile: FeedProfile, scrape: number): FeedItem[] {
  return profile.editions.findLast((edition) => edition.from <= Math.max(scrape, 1))?.items ?? [];
}

/** The media file that a feed item names, or undefined if it is not a file of that feed. */
export async function findMediaFile(feedDir: string, name: string): Promise<string | undefined> {
  const root = resolve(feedDir) + sep;
  const file = resolve(feedDir, name);
  if (!file.startsWith(root)) return undefined;
  const entry = await stat(file).catch(() => undefined);
  return entry?.isFile() ? file : undefined;
}

async function listHandles(feedDir: string): Promise<string[]> {
  const entries = await readdir(feedDir, { withFileTypes: true }).catch((cause: unknown) => {
    throw new FeedError(`The feed folder ${feedDir} cannot be read: does it exist?`, { cause });
  });
  return entries
    .filter((entry) => !entry.name.startsWith("."))
    .flatMap((entry) => (entry.isDirectory() || entry.isSymbolicLink() ? [entry.name] : []));
}

async function readItems(file: string): Promise<FeedItem[]> {
  const content = await readJson(file);
  if (!Array.isArray(content)) throw new FeedError(`${file} must hold a JSON array of items.`);
  return content.map((item: unknown, index) => {
    if (typeof item === "object" && item !== null && !Array.isArray(item)) {
      return { ...item };
    }
    throw new FeedError(`${file}: entry ${index} is not an object.`);
  });
}

async function readAbout(file: string): Promise<z.infer<typeof profileSchema>> {
  const parsed = profileSchema.safeParse(await readJson(file));
  if (parsed.success) return parsed.data;
  throw new FeedError(
    `${file}: "state" must be one of ${PROFILE_STATES.join(", ")}, "bio" a short text.`,
  );
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, "utf8");
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FeedError(`${file} is not valid JSON: ${reason}.`, { cause });
  }
}
