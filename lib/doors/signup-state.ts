import { headers } from "next/headers";
import { connection } from "next/server";
import type { ProfileFound } from "#db/schema/index.ts";
import type { Session } from "../accounts/session.ts";
import { findClaim, type HandleClaim, isProved } from "../sellers/claim-handle.ts";
import { advanceLookup, findLookup, type Lookup } from "../sellers/look-up.ts";
import { type Draft, readDraft } from "./draft-cookie.ts";
import { sellerPorts } from "./seller-ports.ts";
import { readSession } from "./session.ts";

type Found = Extract<ProfileFound, { kind: "found" }>;
type Trouble = Exclude<ProfileFound, { kind: "found" }>;

/** Where in the sign-up somebody is: told by her cookies and by what is stored, by nothing that she sends. */
export type SignupState =
  | { step: "phone"; draft: Draft }
  | { step: "code"; draft: Draft; sent: { phone: string; resendAt: string } }
  | {
      step: "handle";
      draft: Draft;
      session: Session;
      /** What the last look came to. */
      trouble: { handle: string; found: Trouble } | null;
      /** A handle of hers that somebody else has proved. */
      lost: string | null;
    }
  | { step: "looking"; handle: string; session: Session }
  | { step: "confirm"; handle: string; found: Found; session: Session }
  | {
      step: "claimed";
      claim: HandleClaim;
      check: Lookup | null;
      /** The shop was proved by who has it. */
      isTaken: boolean;
      session: Session;
    }
  | { step: "open"; session: Session & { sellerId: string } };

/** Reads the state of the request that is being answered; a look at a profile is taken on by it. */
export async function readSignupState(): Promise<SignupState> {
  await connection();
  const given = await headers();
  const draft = readDraft(given);
  const session = await readSession(given);
  if (session === null)
    return draft.sent === null
      ? { step: "phone", draft }
      : { step: "code", draft, sent: draft.sent };
  return stateOf(session, draft);
}

async function stateOf(session: Session, draft: Draft): Promise<SignupState> {
  const { sellerId, userId } = session;
  if (sellerId !== null) return { step: "open", session: { ...session, sellerId } };
  const ports = sellerPorts();
  const claim = await findClaim(ports.db, userId);
  if (claim?.state === "open") {
    const check = await findLookup({ userId, purpose: "proof" }, ports);
    const isTaken = await isProved(ports.db, claim.handle);
    if (check === undefined) return { step: "claimed", claim, check: null, isTaken, session };
    const { lookup, proof } = await advanceLookup(check, ports);
    if (proof?.userId === userId)
      return { step: "open", session: { ...session, sellerId: proof.sellerId } };
    return { step: "claimed", claim, check: lookup, isTaken, session };
  }
  const lost = claim?.state === "lost" ? claim.handle : null;
  const latest = await findLookup({ userId, purpose: "sign_up" }, ports);
  if (latest === undefined || draft.problem !== null)
    return { step: "handle", draft, session, trouble: null, lost };
  const { lookup } = await advanceLookup(latest, ports);
  const { found, handle } = lookup;
  if (found === null) return { step: "looking", handle, session };
  if (found.kind === "found") return { step: "confirm", handle, found, session };
  return { step: "handle", draft, session, trouble: { handle, found }, lost };
}

/** The same for the script of a page: a word that changes when the page would show something else. */
export async function readSignupStep(session: Session): Promise<string> {
  const state = await stateOf(session, readDraft(new Headers()));
  return state.step === "claimed" ? `claimed-${state.check?.state ?? "none"}` : state.step;
}
