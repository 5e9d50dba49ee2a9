import { connection } from "next/server";
import { progressText } from "#app/(desk)/_data/progress-text.ts";
import { admit } from "#lib/doors/admit-ports.ts";
import { readDesk, readProof } from "#lib/doors/desk-state.ts";
import { readSignupStep } from "#lib/doors/signup-state.ts";

export const maxDuration = 30;

const PRIVATE = { "cache-control": "private, no-store" };

/** How far the sign-up or the shop of who asks has come, for the script of an open page. */
export async function GET(request: Request): Promise<Response> {
  await connection();
  const admission = await admit(request, "/api/desk/progress");
  if (admission.kind === "refused") return admission.response;
  const { session } = admission;
  if (session === null) return new Response(null, { status: 403 });
  const { sellerId, userId, phone } = session;
  if (sellerId === null) {
    const step = await readSignupStep(session);
    return Response.json({ step, percent: null, text: "" }, { headers: PRIVATE });
  }
  const proof = await readProof(userId);
  const { progress } = await readDesk(sellerId);
  const isLooking = proof?.check !== null && proof?.check.state === "running";
  const step = isLooking ? `${progress.stage}-proof` : progress.stage;
  const text = await progressText(progress, phone);
  return Response.json({ step, percent: progress.percent, text }, { headers: PRIVATE });
}
