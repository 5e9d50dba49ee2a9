import type { PasswordChange, PasswordVerdict } from "../accounts/passwords.ts";
import type {
  CodeForm,
  CodeRequest,
  CodeVerdict,
  TypedPhone,
  VerifyForm,
} from "../accounts/sign-in.ts";
import { accountDoor } from "./account-door.ts";
import { accountPorts } from "./account-ports.ts";

/** Sends a code. The headers are the request's; throws FORBIDDEN when another site's page sent it. */
export function requestCode(form: CodeForm, headers: Headers): Promise<CodeRequest> {
  return accountDoor(accountPorts()).requestCode(form, headers);
}

/** Signs in with a code; on `signed_in` the answer has to carry each of `cookies` as Set-Cookie. */
export function verifyCode(form: VerifyForm, headers: Headers): Promise<CodeVerdict> {
  return accountDoor(accountPorts()).verifyCode(form, headers);
}

/** Signs in with a password; its cookies as with `verifyCode`. */
export function signInWithPassword(
  form: TypedPhone & { password: string },
  headers: Headers,
): Promise<PasswordVerdict> {
  return accountDoor(accountPorts()).signInWithPassword(form, headers);
}

/** Sets the password of who is signed in; `current` is needed where there is one. */
export function setPassword(
  form: { current: string | null; next: string },
  headers: Headers,
): Promise<PasswordChange> {
  return accountDoor(accountPorts()).setPassword(form, headers);
}

/** Ends the session of a browser. The answer has to carry the cookies. */
export function signOut(headers: Headers): Promise<{ cookies: string[] }> {
  return accountDoor(accountPorts()).signOut(headers);
}
