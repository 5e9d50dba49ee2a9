import * as z from "zod";
import { parseHandle } from "../sellers/handle.ts";
import { findVideoAddress } from "./video-address.ts";

export type ProblemReason = "private" | "not_found" | "blocked" | "gone" | "empty" | "error";

/** A dataset row that tells of a failure, or one that cannot be read (`about: "item"`). */
export type ScrapedError = {
  kind: "error";
  about: "profile" | "video" | "item";
  reason: ProblemReason;
  handle: string | null;
  videoId: string | null;
  detail: string;
};

const MAX_DETAIL_LENGTH = 120;

const text = z.string().max(10_000).nullish().catch(null);
const errorText = z.union([z.string(), z.boolean()]).nullish().catch("unknown");

const rowSchema = z.looseObject({
  error: errorText,
  errorCode: errorText,
  url: text,
  webVideoUrl: text,
  submittedVideoUrl: text,
  input: text,
  id: text,
  authorMeta: z.looseObject({ name: text }).nullish().catch(null),
});

type Row = z.infer<typeof rowSchema>;

/** The failure that a dataset row tells of; undefined for a row that is not an error row. */
export function findScraperProblem(input: unknown): ScrapedError | undefined {
  const parsed = rowSchema.safeParse(input);
  if (!parsed.success) return undefined;
  const row = parsed.data;
  const words = [row.errorCode, row.error].filter((part) => part !== null && part !== undefined);
  const said = words.filter((part) => part !== false && part !== "").join(" ");
  if (said === "") return undefined;
  const address = [row.url, row.webVideoUrl, row.submittedVideoUrl, row.input]
    .map((url) => findVideoAddress(url ?? ""))
    .find((found) => found !== undefined);
  const videoId = address?.videoId ?? (/^\d{5,32}$/.test(row.id ?? "") ? (row.id ?? null) : null);
  const handle = address?.handle ?? handleOf(row);
  return {
    kind: "error",
    about: videoId === null ? (handle === null ? "item" : "profile") : "video",
    reason: videoId === null ? profileReason(said) : videoReason(said),
    handle,
    videoId,
    detail: said.slice(0, MAX_DETAIL_LENGTH),
  };
}

function handleOf(row: Row): string | null {
  for (const candidate of [row.authorMeta?.name, row.url, row.input]) {
    const handle = parseHandle(candidate ?? "");
    if (handle !== undefined) return handle;
  }
  return null;
}

const PRIVATE = /private/i;
const MISSING = /not[ _]?found|no longer|delet|remov|unavailable|gone|does ?n.t exist|not exist/i;
const REFUSED = /sensitive|block|captcha|forbidden|denied|rate.?limit|too many|\b(?:403|429)\b/i;
const NO_POSTS = /no[ _](?:public[ _])?(?:videos|posts)|empty/i;
const WRONG_PROFILE = /invalid|banned|suspended/i;

/** One code says "not found or private" of a post at once; both mean that shoppers cannot see it. */
function videoReason(said: string): ProblemReason {
  if (MISSING.test(said)) return "gone";
  if (PRIVATE.test(said)) return "private";
  return REFUSED.test(said) ? "blocked" : "error";
}

function profileReason(said: string): ProblemReason {
  if (PRIVATE.test(said)) return "private";
  if (NO_POSTS.test(said)) return "empty";
  if (MISSING.test(said) || WRONG_PROFILE.test(said)) return "not_found";
  return REFUSED.test(said) ? "blocked" : "error";
}
