import type { Database, Transaction } from "#db/client.ts";
import type { Clock } from "../clock.ts";
import { assertNever, RetryLaterError } from "../errors.ts";
import type { Log } from "../log.ts";
import {
  type Claim,
  CLAIM_MINUTES,
  claimMessage,
  type Occasion,
  releaseClaim,
} from "./claim-message.ts";
import type { Messenger, Notice, SendOutcome } from "./messenger.ts";
import { recordAnswer } from "./record-outcome.ts";
import type { Reader } from "./write-notice.ts";

/** Past the time limit of a call. */
const SENDING_SECONDS = 15;

/** Something to tell a seller, in words that depend on who reads them. */
export type Telling = Occasion & { write: (reader: Reader) => Notice };

export type TellingPorts = {
  db: Database;
  /** Null where no message may leave. */
  messenger: Messenger | null;
  /** Of our own pages. */
  origin: string;
  clock: Clock;
  log: Log;
};

/** What is left to commit once the message has gone, or will not go. */
type Settling = (tx: Transaction) => Promise<"done" | "unchanged" | "erased">;

/**
 * Sends a message at most once, whatever comes in between; see docs/adr/0011. Throws `RetryLaterError`
 * while the service does not take it, or while nobody can know whether it has.
 */
export async function tellOnce(telling: Telling, ports: TellingPorts): Promise<Settling> {
  const { write, ...occasion } = telling;
  const { db, messenger, clock, log } = ports;
  const claim = await claimMessage(db, { ...occasion, clock, mayWrite: messenger !== null });
  if (claim.kind !== "claimed" || messenger === null)
    return settleUnsent(claim, { occasion, ports });
  const { messageId, recipient } = claim;
  const notice = write({ ...recipient, origin: ports.origin });
  const outcome = await send({ messageId, recipient, notice }, { ...ports, messenger });
  log.info("message.answered", {
    message_id: messageId,
    template: occasion.template,
    ...toldOf(outcome),
  });
  switch (outcome.kind) {
    case "unavailable":
      await releaseClaim(db, { messageId, clock });
      throw new RetryLaterError(
        `the message was not taken, code ${outcome.code}`,
        outcome.retryAfterSeconds,
      );
    case "accepted":
    case "refused":
      return settleAnswered({ messageId, at: clock(), outcome });
    default:
      return assertNever(outcome);
  }
}

type Letter = Pick<Claim & { kind: "claimed" }, "messageId" | "recipient"> & { notice: Notice };

async function send(
  { messageId, recipient: { phone, locale }, notice }: Letter,
  { messenger }: TellingPorts & { messenger: Messenger },
): Promise<SendOutcome> {
  try {
    return await messenger.send({ phone, locale, notice, reference: messageId });
  } catch (cause) {
    throw new RetryLaterError("whether the message was taken is not known", CLAIM_MINUTES * 60, {
      cause,
    });
  }
}

function toldOf(outcome: SendOutcome) {
  return outcome.kind === "accepted"
    ? { outcome: outcome.kind }
    : { outcome: outcome.kind, code: outcome.code };
}

type Answered = {
  messageId: string;
  at: Date;
  outcome: Exclude<SendOutcome, { kind: "unavailable" }>;
};

/** Seconds. Who has just claimed a message is most likely about to be done; later on it looks like a crash. */
function waitFor(until: Date, now: Date): number {
  const left = (until.getTime() - now.getTime()) / 1_000;
  return left > CLAIM_MINUTES * 60 - SENDING_SECONDS ? SENDING_SECONDS : Math.max(1, left);
}

function settleAnswered({ messageId, at, outcome }: Answered): Settling {
  const answer =
    outcome.kind === "accepted"
      ? { kind: outcome.kind, providerId: outcome.messageId }
      : { kind: outcome.kind, errorCode: outcome.code };
  return async (tx) => ((await recordAnswer(tx, { messageId, at, ...answer })) ? "done" : "erased");
}

function settleUnsent(
  claim: Claim,
  { occasion, ports }: { occasion: Occasion; ports: TellingPorts },
): Settling {
  switch (claim.kind) {
    case "withheld":
      ports.log.info("message.withheld", {
        seller_id: occasion.sellerId,
        template: occasion.template,
        why: claim.why,
      });
      return () => Promise.resolve("done");
    case "held":
      throw new RetryLaterError("the message is being sent", waitFor(claim.until, ports.clock()));
    case "settled":
    case "not_written_to":
      return () => Promise.resolve("unchanged");
    case "erased":
      return () => Promise.resolve("erased");
    case "claimed":
      throw new Error("a message was claimed that may not leave");
    default:
      return assertNever(claim);
  }
}
