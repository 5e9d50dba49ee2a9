import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ADMIN_HOME } from "#lib/doors/admin-door.ts";
import { whoAsks } from "#lib/doors/admin-ports.ts";
import { NoSuchPage } from "../_components/no-such-page.tsx";

/** Rendered whole for each request: a streamed page is not complete without script. */
export const instant = false;

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage() {
  const who = await whoAsks();
  if (who === "nobody") return <NoSuchPage />;
  if (who === "operator") redirect(ADMIN_HOME);
  return (
    <main className="message">
      <h1>For operators</h1>
      <form className="sign-in" method="post" action="/admin/session">
        <label htmlFor="token">Operator’s token</label>
        <input
          id="token"
          name="token"
          type="password"
          autoComplete="current-password"
          required
          maxLength={200}
        />
        <button className="button" type="submit">
          Sign in
        </button>
      </form>
    </main>
  );
}
