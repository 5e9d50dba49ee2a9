import { redirect } from "next/navigation";
import { whoAsks } from "#lib/doors/admin-ports.ts";

/** Lets an operator pass: false where there are no operators, and a stranger is sent to sign in. */
export async function admitsOperator(): Promise<boolean> {
  const who = await whoAsks();
  if (who === "stranger") redirect("/admin/sign-in");
  return who === "operator";
}
