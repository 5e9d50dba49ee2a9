import type { Transaction } from "#db/client.ts";
import type { Clock } from "../clock.ts";
import { appendEvent } from "../events/append-events.ts";
import { createEvent } from "../events/event.ts";
import type { PayloadOf } from "../events/catalogue/catalogue.ts";

/** Of whom an event tells: her account, and the shop under whose key her data is sealed. */
export type Subject = { userId: string; sellerId: string | null };

/** Where a request came from; personal. */
export type RequestOrigin = { ipAddress: string; userAgent: string };

const SOURCE = "accounts";

type Told = { subject: Subject; clock: Clock; sessionId?: string };

function about({ subject, clock, sessionId }: Told) {
  return {
    origin: {
      source: SOURCE,
      correlationId: subject.userId,
      userId: subject.userId,
      clock,
      ...(sessionId === undefined ? {} : { sessionId }),
    },
    under: subject.sellerId === null ? {} : { sellerId: subject.sellerId },
  };
}

export function tellCreated(tx: Transaction, told: Told & { role: string }): Promise<void> {
  const { origin, under } = about(told);
  const { userId } = told.subject;
  const payload = { userId, email: "", firstName: "", lastName: "", role: told.role };
  return appendEvent(tx, createEvent("user.created", payload, origin), under);
}

type Changed = Told & {
  changes: PayloadOf<"user.updated">["changes"];
  updatedBy: string;
};

export function tellUpdated(tx: Transaction, told: Changed): Promise<void> {
  const { origin, under } = about(told);
  const { changes, updatedBy } = told;
  const updatedAt = told.clock().toISOString();
  const payload = { userId: told.subject.userId, changes, updatedBy, updatedAt };
  return appendEvent(tx, createEvent("user.updated", payload, origin), under);
}

type Deleted = Told & { deletedBy: string; reason?: string };

export function tellDeleted(tx: Transaction, told: Deleted): Promise<void> {
  const { origin, under } = about(told);
  const payload = {
    userId: told.subject.userId,
    deletedBy: told.deletedBy,
    deletedAt: told.clock().toISOString(),
    ...(told.reason === undefined ? {} : { reason: told.reason }),
  };
  return appendEvent(tx, createEvent("user.deleted", payload, origin), under);
}

export type LoginMethod = "whatsapp-code" | "password";

type LoggedIn = Told & { sessionId: string; method: LoginMethod; from: RequestOrigin };

export function tellLogin(tx: Transaction, told: LoggedIn): Promise<void> {
  const { origin, under } = about(told);
  const { sessionId, method, from } = told;
  const payload = {
    userId: told.subject.userId,
    sessionId,
    method,
    ...from,
    loginAt: told.clock().toISOString(),
  };
  return appendEvent(tx, createEvent("user.login", payload, origin), under);
}

type OfSession = Told & { sessionId: string };

export function tellLogout(tx: Transaction, told: OfSession): Promise<void> {
  const { origin, under } = about(told);
  const { sessionId } = told;
  const logoutAt = told.clock().toISOString();
  const payload = { userId: told.subject.userId, sessionId, logoutAt };
  return appendEvent(tx, createEvent("user.logout", payload, origin), under);
}

export function tellRefreshed(
  tx: Transaction,
  told: OfSession & { expiresAt: Date },
): Promise<void> {
  const { origin, under } = about(told);
  const payload = {
    userId: told.subject.userId,
    sessionId: told.sessionId,
    refreshedAt: told.clock().toISOString(),
    expiresAt: told.expiresAt.toISOString(),
  };
  return appendEvent(tx, createEvent("token.refreshed", payload, origin), under);
}

export function tellPasswordChanged(
  tx: Transaction,
  told: Told & { changedBy: string },
): Promise<void> {
  const { origin, under } = about(told);
  const changedAt = told.clock().toISOString();
  const payload = { userId: told.subject.userId, changedBy: told.changedBy, changedAt };
  return appendEvent(tx, createEvent("password.changed", payload, origin), under);
}
