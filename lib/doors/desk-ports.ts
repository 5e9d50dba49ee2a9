import type { Session } from "../accounts/session.ts";
import { accountPorts } from "./account-ports.ts";
import { getDatabase } from "./database.ts";
import { type DeskDoorPorts, deskDoor, isProductMissing } from "./desk-door.ts";
import { relayLater } from "./relay-later.ts";

/** The desk's door of this process. */
export function openDesk(): ReturnType<typeof deskDoor> {
  const ports: DeskDoorPorts = { ...accountPorts(), relayLater };
  return deskDoor(ports);
}

/** Whether a page asks for a product that is not hers, where its status can still be chosen. */
export function isMissingProduct(request: Request, session: Session | null): Promise<boolean> {
  return isProductMissing(request, { session, db: getDatabase });
}
