"use server";

import { refresh } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { FormState } from "#lib/catalogue/desk/desk-form.ts";
import { keepDraft } from "#lib/doors/desk-draft-cookie.ts";
import { openDesk } from "#lib/doors/desk-ports.ts";

/** The edit form of one product; what it answers is what the form shows next. */
export async function saveProduct(
  videoId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const state = await openDesk().save({ videoId, form, headers: await headers() });
  // Without script the page that answers is made anew and knows only what its cookies say.
  await keepDraft(videoId, state);
  if (state.kind === "changed") refresh();
  return state;
}

/** A button that shows, hides, archives, deletes or takes back. */
export async function changeProduct(videoId: string, form: FormData): Promise<void> {
  const done = await openDesk().change({ videoId, form, headers: await headers() });
  if (form.get("to") === "delete" && done === "changed")
    redirect("/dashboard/products?list=deleted");
  redirect(`/dashboard/products/${encodeURIComponent(videoId)}`);
}

/** One thumb on the list of what needs attention; what cannot be saved there goes on on its own page. */
export async function settleProduct(videoId: string, form: FormData): Promise<void> {
  const state = await openDesk().save({ videoId, form, headers: await headers() });
  const isSettled = state.kind === "changed" || state.kind === "unchanged";
  if (!isSettled) await keepDraft(videoId, state);
  redirect(
    isSettled ? "/dashboard/attention" : `/dashboard/products/${encodeURIComponent(videoId)}`,
  );
}
