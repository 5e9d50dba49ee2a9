import * as z from "zod";
import type { Queries } from "#db/client.ts";
import type { Session } from "../accounts/session.ts";
import { changeState, DELETE_REASONS, type StateOutcome } from "../catalogue/desk/change-state.ts";
import { type FormState, readDeskForm, stateAfterEdit } from "../catalogue/desk/desk-form.ts";
import { findDeskProduct } from "../catalogue/desk/desk-product.ts";
import { editProduct } from "../catalogue/desk/edit-product.ts";
import { AppError } from "../errors.ts";
import { type AccountPorts, findRequestSession, hasBearer } from "./account-door.ts";
import { requireOwnOrigin } from "./own-origin.ts";

export type DeskDoorPorts = Pick<AccountPorts, "db" | "clock" | "identity" | "origin"> & {
  relayLater: () => void;
};

type Sent = { videoId: string; form: FormData; headers: Headers };

const wish = z.union([
  z.object({ to: z.enum(["publish", "unpublish", "archive", "undo_delete"]) }),
  z.object({ to: z.literal("delete"), reason: z.enum(DELETE_REASONS) }),
]);

/** The only way in for what a seller changes of her products: own origin, session, then one verb. */
export function deskDoor(ports: DeskDoorPorts) {
  return {
    /** Throws UNAUTHORIZED or FORBIDDEN; another seller's product is `not_found`. */
    async save({ videoId, form, headers }: Sent): Promise<FormState> {
      const { sellerId, by } = await whoSends(headers, ports);
      const read = readDeskForm(form);
      const { revision, changes, keep } = read;
      const edit = { sellerId, videoId, revision, changes, keep, by };
      const outcome = await editProduct(edit, ports);
      if (outcome.kind === "changed") ports.relayLater();
      return stateAfterEdit(read, outcome);
    },
    /** As `save`; throws INVALID for a wish that no button has. */
    async change({ videoId, form, headers }: Sent): Promise<StateOutcome["kind"]> {
      const { sellerId, by } = await whoSends(headers, ports);
      const asked = wish.safeParse({ to: form.get("to"), reason: form.get("reason") });
      if (!asked.success) throw new AppError("INVALID", "There is no such button.");
      const outcome = await changeState({ sellerId, videoId, by, ...asked.data }, ports);
      if (outcome.kind === "changed") ports.relayLater();
      return outcome.kind;
    },
  };
}

const PRODUCT_PAGE = /^\/dashboard\/products\/([^/]+)\/?$/;

type Asking = { session: Session | null; db: () => Queries };

/** Whether a request is for the page of a product that is not there, or is another seller's. */
export async function isProductMissing(
  request: Request,
  { session, db }: Asking,
): Promise<boolean> {
  const { method, url } = request;
  const [, videoId] = PRODUCT_PAGE.exec(new URL(url).pathname) ?? [];
  const isRead = method === "GET" || method === "HEAD";
  if (!isRead || videoId === undefined || !session?.sellerId) return false;
  return (await findDeskProduct(db(), { sellerId: session.sellerId, videoId })) === undefined;
}

async function whoSends(headers: Headers, ports: DeskDoorPorts) {
  if (!hasBearer(headers)) requireOwnOrigin(headers, ports.origin);
  const found = await findRequestSession({ headers, renew: false }, ports);
  if (found === null) throw new AppError("UNAUTHORIZED", "You are not signed in, or no longer.");
  const { sellerId, userId, sessionId } = found.session;
  if (sellerId === null) throw new AppError("FORBIDDEN", "This account has no shop yet.");
  return { sellerId, by: { userId, sessionId } };
}
