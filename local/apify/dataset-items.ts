import * as z from "zod";
import type { LocalResponse } from "../http-service.ts";
import { ApiError } from "./api-error.ts";
import type { FeedItem } from "./feed.ts";
import { SERVER_PLACE } from "./link-media.ts";

/** What the real service says when no limit was given. */
const NO_LIMIT = 999_999_999_999;

const flag = z.enum(["0", "1", "true", "false", ""]).transform((text) => /^(1|true)$/.test(text));
const nameList = z.string().transform((text) => text.split(",").map((name) => name.trim()));

const querySchema = z.object({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(0).default(NO_LIMIT),
  desc: flag.default(false),
  clean: flag.default(false),
  skipEmpty: flag.default(false),
  skipHidden: flag.default(false),
  fields: nameList.optional(),
  omit: nameList.optional(),
  format: z.enum(["json", "jsonl"]).default("json"),
});

/** One page of a dataset, with its totals in headers; media addresses are made to point at `url`. */
export function pageOfItems(
  rows: FeedItem[],
  { query, url }: { query: URLSearchParams; url: string },
): LocalResponse {
  const parsed = querySchema.safeParse(Object.fromEntries(query));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path.join(".") ?? "query";
    throw new ApiError(400, "invalid-value", `${field} is not valid: ${issue?.message ?? ""}`);
  }
  const { offset, limit, desc, clean, skipEmpty, skipHidden, fields, omit, format } = parsed.data;
  const ordered = desc ? rows.toReversed() : rows;
  const page = ordered
    .slice(offset, offset + limit)
    .map((row) =>
      keepFields(row, (name) => {
        if (omit?.includes(name) || (fields !== undefined && !fields.includes(name))) return false;
        return !((clean || skipHidden) && name.startsWith("#"));
      }),
    )
    .filter((row) => !(clean || skipEmpty) || Object.keys(row).length > 0);
  const text =
    format === "json"
      ? JSON.stringify(page)
      : page.map((row) => `${JSON.stringify(row)}\n`).join("");
  return {
    status: 200,
    headers: {
      "content-type":
        format === "json" ? "application/json; charset=utf-8" : "application/jsonl; charset=utf-8",
      "x-apify-pagination-total": String(rows.length),
      "x-apify-pagination-offset": String(offset),
      "x-apify-pagination-limit": String(limit),
      "x-apify-pagination-count": String(page.length),
      "x-apify-pagination-desc": String(desc),
    },
    body: text.replaceAll(SERVER_PLACE, url),
  };
}

function keepFields(row: FeedItem, keeps: (name: string) => boolean): FeedItem {
  return Object.fromEntries(Object.entries(row).filter(([name]) => keeps(name)));
}
