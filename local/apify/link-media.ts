import * as z from "zod";
import type { FeedItem } from "./feed.ts";

/** Stands for the address of this server in stored rows: it may have another port after a restart. */
export const SERVER_PLACE = "http://apify-stand-in.invalid";

/** Record key in the run's store → file name relative to the feed. */
export type MediaRecords = Record<string, string>;

const links = z.array(z.record(z.string(), z.unknown()));
const object = z.record(z.string(), z.unknown());

/**
 * A copy of the item in which every relative file name has become the address of a record in the
 * run's key-value store; the records are added to `records`. Videos only appear when they were
 * asked for, as the scraper charges for them.
 */
export function linkMedia(
  item: FeedItem,
  options: { handle: string; storeId: string; withVideos: boolean; records: MediaRecords },
): FeedItem {
  const link = (kind: string, value: unknown): unknown => {
    if (typeof value !== "string" || value === "" || /^[a-z][\w+.-]*:|^\/\//i.test(value)) {
      return value;
    }
    const key = addRecord(options.records, {
      key: `${kind}-${options.handle}-${postedStamp(item)}-${idOf(item)}`,
      file: `${options.handle}/${value}`,
    });
    return `${SERVER_PLACE}/v2/key-value-stores/${options.storeId}/records/${key}`;
  };
  const linked = { ...item };
  if (Array.isArray(item["mediaUrls"])) {
    const kind = item["isSlideshow"] === true ? "image" : "video";
    linked["mediaUrls"] = options.withVideos
      ? item["mediaUrls"].map((value: unknown) => link(kind, value))
      : [];
  }
  linked["videoMeta"] = linkVideoMeta(item["videoMeta"], link);
  linked["authorMeta"] = linkFields(item["authorMeta"], (value) => link("avatar", value), [
    "avatar",
    "originalAvatarUrl",
  ]);
  linked["slideshowImageLinks"] = linkEach(item["slideshowImageLinks"], (value) =>
    link("image", value),
  );
  for (const name of Object.keys(linked)) if (!(name in item)) delete linked[name];
  return linked;
}

type Link = (value: unknown) => unknown;

function linkVideoMeta(value: unknown, link: (kind: string, value: unknown) => unknown): unknown {
  const linked = linkFields(
    linkFields(value, (cover) => link("cover", cover), ["coverUrl", "originalCoverUrl"]),
    (video) => link("video", video),
    ["downloadAddr"],
  );
  const meta = object.safeParse(linked);
  if (!meta.success || !("subtitleLinks" in meta.data)) return linked;
  const subtitleLinks = linkEach(meta.data["subtitleLinks"], (file) => link("subtitle", file));
  return { ...meta.data, subtitleLinks };
}

function linkEach(value: unknown, link: Link): unknown {
  const entries = links.safeParse(value);
  if (!entries.success) return value;
  return entries.data.map((entry) => linkFields(entry, link, ["downloadLink", "tiktokLink"]));
}

function linkFields(value: unknown, link: Link, names: string[]): unknown {
  const parsed = object.safeParse(value);
  if (!parsed.success) return value;
  const copy = { ...parsed.data };
  for (const name of names) if (name in copy) copy[name] = link(copy[name]);
  return copy;
}

/** The same file keeps one key; another file under a taken key gets the next number. */
function addRecord(records: MediaRecords, wanted: { key: string; file: string }): string {
  const base = wanted.key.replace(/[^\w.-]/g, "-");
  for (let count = 1; ; count += 1) {
    const key = count === 1 ? base : `${base}-${count}`;
    records[key] ??= wanted.file;
    if (records[key] === wanted.file) return key;
  }
}

function idOf(item: FeedItem): string {
  const id = item["id"];
  return typeof id === "string" || typeof id === "number" ? String(id) : "unknown";
}

/** When the post was made as yyyymmddhhmmss, the way the scraper names its records. */
function postedStamp(item: FeedItem): string {
  const seconds = Number(item["createTime"]);
  if (!Number.isFinite(seconds) || seconds <= 0) return "00000000000000";
  return new Date(seconds * 1000).toISOString().replace(/\D/g, "").slice(0, 14);
}
