import type { CodeRequest, CodeVerdict } from "../accounts/sign-in.ts";
import type { Session } from "../accounts/session.ts";
import { assertNever, describeError } from "../errors.ts";
import { startIngestion } from "../ingestion/start-ingestion.ts";
import type { IngestionPorts } from "../ingestion/ingestion-ports.ts";
import { dropClaim, findClaim } from "../sellers/claim-handle.ts";
import { readHandleText } from "../sellers/handle-text.ts";
import { parseHandle } from "../sellers/handle.ts";
import { dropLookups, findLookup, startLookup } from "../sellers/look-up.ts";
import { adoptShop, openOwnShop } from "../sellers/open-own-shop.ts";
import { isReservedHandle } from "../sellers/reserved-handles.ts";
import type { SellerPorts } from "../sellers/seller-ports.ts";
import { type AccountPorts, accountDoor, findRequestSession } from "./account-door.ts";
import { chooseLocale, LOCALE_COOKIE } from "./choose-locale.ts";
import type { Way } from "./desk-form.ts";
import { type Draft, draftCookie, type FormProblem, readDraft } from "./draft-cookie.ts";
import { requireOwnOrigin } from "./own-origin.ts";

export type SignupPorts = SellerPorts & {
  accounts: AccountPorts;
  ingestion: IngestionPorts;
  /** Does something once the answer is out. */
  later: (work: () => Promise<void>) => void;
  relayLater: () => void;
};

/** The two pages that ask for a number: one for newcomers, one for who has an account. */
export type Entrance = "/signup" | "/sign-in";

type Sent = { form: URLSearchParams; headers: Headers };

/** The forms of signing up and in, each a verb and the way to the page that shows what came of it. */
export function signupDoor(ports: SignupPorts) {
  const secure = ports.accounts.origin.startsWith("https:");
  const keep = (draft: Draft | null) => draftCookie(draft, { secure });
  const goOn = (to: string, draft: Draft | null): Way => ({ to, cookies: [keep(draft)] });
  const door = accountDoor(ports.accounts);

  return {
    /** A number, or the wish for another code: sends one. */
    async phone({ form, headers }: Sent, entrance: Entrance): Promise<Way> {
      const before = readDraft(headers);
      const phone = (form.get("phone") ?? before.phone).slice(0, 60);
      const country = (form.get("country") ?? before.country).slice(0, 2).toUpperCase();
      const next = nextOf(form.get("next") ?? before.next);
      const draft = { ...before, phone, country, next, problem: null };
      const typed = { phone, country: country || null, locale: localeOf(headers) };
      const asked = await door.requestCode(typed, headers);
      return goOn(entrance, { ...draft, ...afterAsking(asked, before) });
    },

    async code({ form, headers }: Sent, entrance: Entrance): Promise<Way> {
      const draft = readDraft(headers);
      if (draft.sent === null) return goOn(entrance, { ...draft, problem: null });
      const code = (form.get("code") ?? "").replaceAll(/\D/g, "").slice(0, 16);
      const { phone } = draft.sent;
      const typed = { phone, country: null, locale: localeOf(headers), code };
      const verdict = await door.verifyCode(typed, headers);
      if (verdict.kind !== "signed_in")
        return goOn(entrance, { ...draft, problem: codeProblem(verdict) });
      const session = await adoptShop(verdict.session, ports);
      ports.relayLater();
      const to = session.sellerId === null ? "/signup" : draft.next || "/dashboard";
      return { to, cookies: [...verdict.cookies, keep(null)] };
    },

    /** Another number, or another name. */
    async forget({ headers }: Sent, entrance: Entrance): Promise<Way> {
      requireOwnOrigin(headers, ports.accounts.origin);
      const draft = readDraft(headers);
      const session = await findSession(headers, ports);
      if (session === null) return goOn(entrance, { ...draft, sent: null, problem: null });
      await dropLookups(session.userId, ports);
      const claim = await findClaim(ports.db, session.userId);
      if (claim?.state === "open" && claim.sellerId === null)
        await dropClaim(ports.db, { userId: session.userId, handle: claim.handle });
      return goOn("/signup", null);
    },

    async handle({ form, headers }: Sent, session: Session): Promise<Way> {
      if (session.sellerId !== null) return { to: "/signup" };
      const text = (form.get("handle") ?? "").slice(0, 600);
      const problem = await lookAt(text, { session, ports });
      const draft = { ...readDraft(headers), handle: text, problem };
      return goOn("/signup", problem === null ? null : draft);
    },

    /** Her yes to the profile that was shown. */
    async open(session: Session): Promise<Way> {
      const { userId } = session;
      const lookup = await findLookup({ userId, purpose: "sign_up" }, ports);
      if (session.sellerId !== null || lookup?.found?.kind !== "found") return { to: "/signup" };
      const { handle, found } = lookup;
      const shop = await openOwnShop({ session, handle, name: found.name }, ports);
      if (shop.kind === "claimed") return { to: "/signup" };
      const { sellerId } = shop;
      ports.expirePages({ handle, sellerId });
      ports.log.info("sellers.shop_opened", { seller_id: sellerId });
      ports.later(() => readAtOnce(sellerId, ports));
      ports.relayLater();
      return goOn("/signup", null);
    },

    /** Has the profile looked at now for the code in its bio. */
    async proof(session: Session): Promise<Way> {
      const to = session.sellerId === null ? "/signup" : "/dashboard";
      const { userId } = session;
      const claim = await findClaim(ports.db, userId);
      if (claim === undefined || claim.state !== "open") return { to };
      const started = await startLookup({ userId, handle: claim.handle, purpose: "proof" }, ports);
      if (started.kind === "wait")
        return { to: `${to}?check=wait&until=${encodeURIComponent(started.until.toISOString())}` };
      return { to: started.kind === "started" ? to : `${to}?check=unavailable` };
    },
  };
}

async function findSession(headers: Headers, { accounts }: SignupPorts): Promise<Session | null> {
  const found = await findRequestSession({ headers, renew: false }, accounts);
  return found?.session ?? null;
}

function localeOf(headers: Headers) {
  const cookie = headers.get("cookie") ?? "";
  const chosen = new RegExp(`(?:^|;\\s*)${LOCALE_COOKIE}=(\\w+)`).exec(cookie)?.[1];
  return chooseLocale({ chosen, accepted: headers.get("accept-language") });
}

/** Only a page of the desk is led to from outside. */
function nextOf(given: string): string {
  return /^\/dashboard(?:\/[\w/-]*)?$/.test(given) ? given : "";
}

function afterAsking(asked: CodeRequest, before: Draft): Pick<Draft, "sent" | "problem"> {
  const wrong = (kind: string, until?: Date): Pick<Draft, "sent" | "problem"> => ({
    sent: null,
    problem: { field: "phone", kind, ...(until && { until: until.toISOString() }) },
  });
  switch (asked.kind) {
    case "sent":
      return { sent: sentTo(asked.phone, asked.resendAt), problem: null };
    case "wait":
      if (asked.why !== "resend") return wrong("too_many", asked.until);
      // A code is on its way already: the second tap on the button leads to the same page.
      return {
        sent: sentTo(asked.phone, asked.until),
        problem:
          before.sent?.phone === asked.phone
            ? { field: "code", kind: "resend_wait", until: asked.until.toISOString() }
            : null,
      };
    case "undeliverable":
      return wrong("undeliverable");
    case "unavailable":
      return wrong("unavailable", asked.retryAt);
    case "not_a_phone":
      return wrong("not_a_phone");
    default:
      return assertNever(asked);
  }
}

const sentTo = (phone: string, resendAt: Date) => ({ phone, resendAt: resendAt.toISOString() });

function codeProblem(verdict: Exclude<CodeVerdict, { kind: "signed_in" }>): FormProblem {
  switch (verdict.kind) {
    case "wrong":
      return { field: "code", kind: "wrong", left: verdict.left };
    case "wait":
      return { field: "code", kind: "too_many", until: verdict.until.toISOString() };
    case "expired":
      return { field: "code", kind: "expired" };
    case "not_a_code":
    case "not_a_phone":
      return { field: "code", kind: "not_a_code" };
    default:
      return assertNever(verdict);
  }
}

type Looking = { session: Session; ports: SignupPorts };

/** Begins the look at a profile; what is wrong with the name where there can be none. */
async function lookAt(text: string, { session, ports }: Looking): Promise<FormProblem | null> {
  const read = await readHandle(text, ports);
  if (read.kind === "problem") return read.problem;
  const { handle } = read;
  const wanted = { userId: session.userId, handle, purpose: "sign_up" } as const;
  return lookupProblem(await startLookup(wanted, ports));
}

type ReadHandle = { kind: "handle"; handle: string } | { kind: "problem"; problem: FormProblem };

async function readHandle(text: string, ports: SignupPorts): Promise<ReadHandle> {
  const wrong = (kind: string): ReadHandle => ({
    kind: "problem",
    problem: { field: "handle", kind },
  });
  const read = readHandleText(text);
  if (read.kind === "not_a_handle") return wrong("not_a_handle");
  let handle = read.kind === "handle" ? read.handle : undefined;
  if (read.kind === "share_link") {
    const followed = await ports.followShareLink(read.url);
    if (followed.kind === "unavailable") return wrong("link_unavailable");
    handle = followed.kind === "arrived" ? parseHandle(followed.url) : undefined;
  }
  if (handle === undefined) return wrong("not_a_handle");
  return isReservedHandle(handle) ? wrong("reserved") : { kind: "handle", handle };
}

function lookupProblem(started: Awaited<ReturnType<typeof startLookup>>): FormProblem | null {
  switch (started.kind) {
    case "started":
      return null;
    case "wait":
      return { field: "handle", kind: "too_many", until: started.until.toISOString() };
    case "unavailable":
      return { field: "handle", kind: "blocked", until: started.retryAt.toISOString() };
    default:
      return assertNever(started);
  }
}

/** What fails here is done by the next beat of the clock: her profile stays due. */
async function readAtOnce(sellerId: string, ports: SignupPorts): Promise<void> {
  try {
    await startIngestion({ trigger: "seller", sellerId }, ports.ingestion);
    ports.relayLater();
  } catch (error) {
    ports.log.warn("sellers.read_not_started", {
      seller_id: sellerId,
      error: describeError(error),
    });
  }
}
