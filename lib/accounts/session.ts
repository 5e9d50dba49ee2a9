import * as z from "zod";

export const ROLES = ["seller", "operator"] as const;
export const role = z.enum(ROLES);
export type Role = z.infer<typeof role>;

/** Who is signed in, as read from the database at this moment. */
export type Session = {
  /** UUID of the session itself; the way to end it, and to name it in a log. */
  sessionId: string;
  userId: string;
  role: Role;
  /** Null until she has a shop. */
  sellerId: string | null;
  /** E.164. */
  phone: string;
};
