import { cookies } from "next/headers";
import { packDraft } from "../catalogue/desk/desk-draft.ts";
import type { FormState } from "../catalogue/desk/desk-form.ts";
import { isVideoId } from "../catalogue/video-id.ts";
import { getEnv } from "../env.ts";

const NAME = "desk-draft";
/** A browser keeps 4 kB in one cookie; a form with all its fields full is under three of these. */
const PIECE = 3_600;
const PIECES = 3;
const HALF_AN_HOUR_SECONDS = 1_800;
/** What was done is told once; the answer itself carries it, and a reload soon after need not. */
const TOLD_SECONDS = 2;

/** Keeps what was typed and what is wrong with it in her browser, for the page of that product alone. */
export async function keepDraft(videoId: string, state: FormState): Promise<void> {
  if (!isVideoId(videoId)) return;
  const jar = await cookies();
  const isDone = state.kind === "changed" || state.kind === "unchanged";
  const packed = packDraft(state) ?? "";
  const kept = packed.length <= PIECE * PIECES ? packed : "";
  for (let piece = 0; piece < PIECES; piece += 1) {
    const value = kept.slice(piece * PIECE, (piece + 1) * PIECE);
    jar.set(`${NAME}-${piece}`, value, {
      path: `/dashboard/products/${videoId}`,
      httpOnly: true,
      sameSite: "lax",
      secure: getEnv().origin.startsWith("https:"),
      maxAge: value === "" ? 0 : isDone ? TOLD_SECONDS : HALF_AN_HOUR_SECONDS,
    });
  }
}

/** The draft that came with this request, which is of the product whose page it is. */
export async function readKeptDraft(): Promise<string> {
  const jar = await cookies();
  return Array.from(
    { length: PIECES },
    (_, piece) => jar.get(`${NAME}-${piece}`)?.value ?? "",
  ).join("");
}
