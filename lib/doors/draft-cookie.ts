import * as z from "zod";

const NAME = "draft";
const MAX_LENGTH = 3_000;
const HALF_AN_HOUR_SECONDS = 1_800;

const moment = z.iso.datetime();

/** What was wrong with the form that was sent last; the page has a sentence for each kind. */
export const formProblem = z.object({
  field: z.enum(["phone", "code", "handle"]),
  kind: z.string().max(40),
  /** When it is worth trying again. */
  until: moment.optional(),
  left: z.int().optional(),
});
export type FormProblem = z.infer<typeof formProblem>;

const draft = z.object({
  phone: z.string().max(60).default(""),
  country: z.string().max(2).default(""),
  /** A code is on its way to this number (E.164). */
  sent: z
    .object({ phone: z.string().max(20), resendAt: moment })
    .nullable()
    .default(null),
  handle: z.string().max(600).default(""),
  next: z.string().max(200).default(""),
  problem: formProblem.nullable().default(null),
});

/**
 * What she has typed and how far she has come before there is an account: kept by her own browser,
 * so that an error, a reload or a lost connection loses nothing. Nothing here is believed.
 */
export type Draft = z.infer<typeof draft>;

export function readDraft(headers: Headers): Draft {
  const value = cookieValue(headers, NAME).slice(0, MAX_LENGTH);
  try {
    return draft.parse(JSON.parse(Buffer.from(value, "base64url").toString()));
  } catch {
    return draft.parse({});
  }
}

function cookieValue(headers: Headers, name: string): string {
  const pairs = (headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  const found = pairs.find((pair) => pair.startsWith(`${name}=`));
  return found?.slice(name.length + 1) ?? "";
}

/** The Set-Cookie that keeps a draft; null forgets it. */
export function draftCookie(kept: Draft | null, { secure }: { secure: boolean }): string {
  const value = kept === null ? "" : Buffer.from(JSON.stringify(kept)).toString("base64url");
  const age = kept === null ? 0 : HALF_AN_HOUR_SECONDS;
  return `${NAME}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${secure ? "; Secure" : ""}`;
}
