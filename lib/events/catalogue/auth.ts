import * as z from "zod";
import { defineEvent } from "./definition.ts";
import { fieldChanges, filled, foreignObject, personal, timestamp } from "./fields.ts";

const user = { userId: filled };
const origin = {
  ipAddress: personal(z.string()).optional(),
  userAgent: personal(z.string()).optional(),
};

const userCreated = z.object({
  ...user,
  /** Empty for somebody who signed up by phone; so are the names that nobody asked for. */
  email: personal(z.string().max(320)),
  firstName: personal(z.string().max(255)),
  lastName: personal(z.string().max(255)),
  role: z.string(),
  createdBy: z.string().optional(),
  user: personal(foreignObject).optional(),
});

const userUpdated = z.object({
  ...user,
  changes: fieldChanges,
  updatedBy: z.string().optional(),
  updatedAt: timestamp.optional(),
});

const userDeleted = z.object({
  ...user,
  deletedBy: z.string().optional(),
  deletedAt: timestamp,
  reason: z.string().optional(),
});

const userLogin = z.object({
  ...user,
  sessionId: z.string().optional(),
  method: z.string().optional(),
  ...origin,
  loginAt: timestamp,
});

const userLogout = z.object({
  ...user,
  sessionId: z.string().optional(),
  logoutAt: timestamp,
});

const tokenRefreshed = z.object({
  ...user,
  sessionId: z.string().optional(),
  refreshedAt: timestamp,
  expiresAt: timestamp.optional(),
});

const passwordChanged = z.object({
  ...user,
  changedBy: z.string().optional(),
  changedAt: timestamp,
});

const exampleUser = { userId: "6fa459ea-ee8a-4ca4-894e-db77e160355e" };
const exampleSession = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

export const authEvents = {
  "user.created": defineEvent({
    topic: "auth-events",
    name: "UserCreatedEvent",
    summary: "Somebody has an account.",
    version: "1.0.0",
    payload: userCreated,
    example: {
      ...exampleUser,
      email: "amina@example.com",
      firstName: "Amina",
      lastName: "Okello",
      role: "seller",
    },
  }),
  "user.updated": defineEvent({
    topic: "auth-events",
    name: "UserUpdatedEvent",
    summary: "An account changed; old and new value of each field.",
    version: "1.0.0",
    payload: userUpdated,
    example: {
      ...exampleUser,
      changes: { role: { oldValue: "seller", newValue: "operator" } },
      updatedBy: "operator",
      updatedAt: "2026-03-02T09:00:00.000Z",
    },
  }),
  "user.deleted": defineEvent({
    topic: "auth-events",
    name: "UserDeletedEvent",
    summary: "An account is gone for good.",
    version: "1.0.0",
    payload: userDeleted,
    example: { ...exampleUser, deletedBy: "seller", deletedAt: "2026-03-03T09:00:00.000Z" },
  }),
  "user.login": defineEvent({
    topic: "auth-events",
    name: "UserLoginEvent",
    summary: "Somebody signed in.",
    version: "1.0.0",
    payload: userLogin,
    example: {
      ...exampleUser,
      sessionId: exampleSession,
      method: "whatsapp-code",
      ipAddress: "192.0.2.10",
      userAgent: "Mozilla/5.0",
      loginAt: "2026-03-01T07:00:00.000Z",
    },
  }),
  "user.logout": defineEvent({
    topic: "auth-events",
    name: "UserLogoutEvent",
    summary: "Somebody signed out.",
    version: "1.0.0",
    payload: userLogout,
    example: { ...exampleUser, sessionId: exampleSession, logoutAt: "2026-03-01T09:00:00.000Z" },
  }),
  "token.refreshed": defineEvent({
    topic: "auth-events",
    name: "TokenRefreshedEvent",
    summary: "A session was given more time.",
    version: "1.0.0",
    payload: tokenRefreshed,
    example: {
      ...exampleUser,
      sessionId: exampleSession,
      refreshedAt: "2026-03-01T08:00:00.000Z",
      expiresAt: "2026-03-31T08:00:00.000Z",
    },
  }),
  "password.changed": defineEvent({
    topic: "auth-events",
    name: "PasswordChangedEvent",
    summary: "An account has another password.",
    version: "1.0.0",
    payload: passwordChanged,
    example: {
      ...exampleUser,
      changedBy: exampleUser.userId,
      changedAt: "2026-03-01T08:00:00.000Z",
    },
  }),
} as const;
