import * as z from "zod";
import { AppError } from "#lib/errors.ts";
import { isMoment } from "./moment.ts";
import { isVideoId } from "./video-id.ts";

const MAX_LENGTH = 400;
const MOMENT_LENGTH = "2026-11-20T08:00:00.123456Z".length;

/** Microseconds stay in the text: a Date would round them away and skip or repeat a product. */
const moment = z.iso.datetime().max(MOMENT_LENGTH).refine(isMoment);
const videoId = z.string().refine(isVideoId);

const cursorSchema = z.union([
  z.object({ created_at: moment, video_id: videoId }),
  z.object({ updated_at: moment, video_id: videoId }),
]);

/** The place after the last product of a page: by creation, or by change when asked with `since`. */
export type ProductCursor = z.infer<typeof cursorSchema>;

export function encodeCursor(cursor: ProductCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

/** Reads a `lastKey`: our own form, or its JSON, URL-encoded once more or not. */
export function findCursor(given: string): ProductCursor | undefined {
  const candidates = given.length <= MAX_LENGTH ? [given, unescaped(given), unpacked(given)] : [];
  for (const candidate of candidates) {
    const cursor = cursorSchema.safeParse(jsonIn(candidate));
    if (cursor.success) return cursor.data;
  }
  return undefined;
}

/** As `findCursor`; throws INVALID that names the field. */
export function parseCursor(given: string): ProductCursor {
  const cursor = findCursor(given);
  if (cursor) return cursor;
  throw new AppError("INVALID", "The page key is broken.", {
    fields: [
      { field: "lastKey", message: "Use the lastEvaluatedKey of the page before, unchanged." },
    ],
  });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

function unpacked(text: string): string {
  return Buffer.from(text, "base64url").toString("utf8");
}
