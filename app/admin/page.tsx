import { redirect } from "next/navigation";
import { ADMIN_HOME } from "#lib/doors/admin-door.ts";

export default function AdminPage(): never {
  redirect(ADMIN_HOME);
}
