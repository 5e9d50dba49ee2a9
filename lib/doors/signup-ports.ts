import { after } from "next/server";
import type { RoutePath } from "../accounts/policy.ts";
import type { Session } from "../accounts/session.ts";
import { accountPorts } from "./account-ports.ts";
import { admit } from "./admit-ports.ts";
import { answerForm, type Way } from "./desk-form.ts";
import { getIngestionPorts } from "./open-ingestion.ts";
import { relayLater } from "./relay-later.ts";
import { sellerPorts } from "./seller-ports.ts";
import { signupDoor, type SignupPorts } from "./signup-door.ts";

const signupPorts = (): SignupPorts => ({
  ...sellerPorts(),
  accounts: accountPorts(),
  ingestion: getIngestionPorts(),
  later: (work) => after(work),
  relayLater,
});

type Door = ReturnType<typeof signupDoor>;
type Verb = (door: Door, form: URLSearchParams) => Promise<Way>;

/** Answers a form of signing up or in with what one verb of its door makes of it. */
export function answerSignup(request: Request, verb: Verb): Promise<Response> {
  const ports = signupPorts();
  const place = { origin: ports.accounts.origin, log: ports.log };
  return answerForm(request, place, (form) => verb(signupDoor(ports), form));
}

type Signed = {
  route: RoutePath;
  verb: (door: Door, form: URLSearchParams, session: Session) => Promise<Way>;
};

/** The same for who is signed in, which the policy table asks of the route. */
export async function answerSignedIn(request: Request, { route, verb }: Signed): Promise<Response> {
  const admission = await admit(request, route);
  if (admission.kind === "refused") return admission.response;
  const { session } = admission;
  if (session === null) return new Response(null, { status: 403 });
  return answerSignup(request, (door, form) => verb(door, form, session));
}
