import { AppError, describeError } from "../errors.ts";
import { type AccountPorts, accountDoor } from "./account-door.ts";

const PRIVATE = { "cache-control": "private, no-store" };

/** Signs a browser out and shows it the sign-in; a plain form's POST from one of our own pages. */
export async function openLeavingDoor(request: Request, ports: AccountPorts): Promise<Response> {
  try {
    const { cookies } = await accountDoor(ports).signOut(request.headers);
    const headers = new Headers({ ...PRIVATE, location: `${ports.origin}/sign-in` });
    for (const cookie of cookies) headers.append("set-cookie", cookie);
    return new Response(null, { status: 303, headers });
  } catch (error) {
    const status = error instanceof AppError ? error.status : 500;
    ports.log.warn("accounts.sign_out_refused", { status, error: describeError(error) });
    return new Response(null, { status, headers: PRIVATE });
  }
}
