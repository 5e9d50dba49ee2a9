import { and, eq, ne, sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { optOuts, sellers, users } from "#db/schema/index.ts";
import { localeOf } from "./locale-of.ts";
import type { Locale } from "./messenger.ts";

export type OptOutWord = "stop" | "start";

const WORDS: Record<OptOutWord, ReadonlySet<string>> = {
  stop: new Set(["STOP", "ARRET", "ARRETER", "ARRETEZ", "ACHA", "SIMAMA", "SIMAMISHA"]),
  start: new Set(["START", "UNSTOP", "ANZA", "ENDELEA", "COMMENCER", "REPRENDRE"]),
};
const MAX_LENGTH = 40;

/** Confirmations; the window in which they may be sent was opened by the word itself. */
export const OPT_OUT_ANSWERS: Record<OptOutWord, Record<Locale, string>> = {
  stop: {
    en: "Done: no more messages from your shop. Sign-in codes still come when you ask for them. Reply START to get messages again.",
    sw: "Tayari: hutapokea tena ujumbe wa duka lako. Misimbo ya kuingia bado itakuja ukiiomba. Jibu ANZA upokee ujumbe tena.",
    fr: "C’est fait : plus de messages de votre boutique. Les codes de connexion arrivent encore à votre demande. Répondez START pour recevoir à nouveau des messages.",
  },
  start: {
    en: "Done: messages from your shop come again. Reply STOP to get no more of them.",
    sw: "Tayari: utapokea tena ujumbe wa duka lako. Jibu STOP usipokee tena.",
    fr: "C’est fait : les messages de votre boutique arrivent à nouveau. Répondez STOP pour ne plus en recevoir.",
  },
};

/** A message that is one of the words and nothing else, whatever its case, accents and full stop. */
export function readOptOutWord(text: string): OptOutWord | null {
  if (text.length > MAX_LENGTH) return null;
  const word = text
    .normalize("NFD")
    .replaceAll(/[^\p{L}\s]/gu, "")
    .trim()
    .toUpperCase();
  if (WORDS.stop.has(word)) return "stop";
  return WORDS.start.has(word) ? "start" : null;
}

type Said = {
  /** E.164. */
  phone: string;
  word: OptOutWord;
  at: Date;
};

/**
 * Keeps the word of whoever has this number, if it is her latest. Returns the language to confirm it
 * in; null where nothing changed or no seller has the number.
 */
export function recordOptOut(db: Database, { phone, word, at }: Said): Promise<Locale | null> {
  return db.transaction(async (tx) => {
    const found = await tx.orm
      .select({ id: sellers.id, country: sellers.country, accountLocale: users.locale })
      .from(sellers)
      .leftJoin(users, eq(users.sellerId, sellers.id))
      .where(and(eq(sellers.phone, phone), ne(sellers.status, "erased")))
      .orderBy(sellers.id)
      .for("key share", { of: sellers });
    const [first] = found;
    if (first === undefined) return null;
    const optedOut = word === "stop";
    const changed = await tx.orm
      .insert(optOuts)
      .values(found.map(({ id }) => ({ sellerId: id, optedOut, saidAt: at })))
      .onConflictDoUpdate({
        target: optOuts.sellerId,
        set: { optedOut, saidAt: at },
        setWhere: sql`excluded.said_at > ${optOuts.saidAt}`,
      })
      .returning({ sellerId: optOuts.sellerId });
    return changed.length > 0 ? localeOf(first) : null;
  });
}
