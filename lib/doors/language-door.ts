import { changeAccount } from "../accounts/change-account.ts";
import { locale } from "../notifications/messenger.ts";
import { accountPorts } from "./account-ports.ts";
import { localeCookie } from "./choose-locale.ts";
import { answerForm } from "./desk-form.ts";
import { requireOwnOrigin } from "./own-origin.ts";
import { readSession } from "./session.ts";

/** Chooses the language of a browser and, for who is signed in, of the messages to her. */
export function answerLanguage(request: Request): Promise<Response> {
  const { origin, log, db, clock } = accountPorts();
  return answerForm(request, { origin, log }, async (form) => {
    requireOwnOrigin(request.headers, origin);
    const to = backOf(form.get("back") ?? "");
    const chosen = locale.safeParse(form.get("locale"));
    if (!chosen.success) return { to };
    const session = await readSession(request.headers);
    if (session !== null) {
      const { userId } = session;
      const changes = { locale: chosen.data };
      await db.transaction((tx) =>
        changeAccount(tx, { userId, changes, updatedBy: userId, clock }),
      );
    }
    const secure = origin.startsWith("https:");
    return { to, cookies: [localeCookie(chosen.data, { secure })] };
  });
}

/** A path of ours: `//host` and `/\host` would lead away. */
function backOf(given: string): string {
  return /^\/(?![/\\])[\w/.@-]*(?:\?[\w=&%.-]*)?$/.test(given) ? given : "/signup";
}
