import { getLocale, getTranslations } from "next-intl/server";
import type { Draft, FormProblem } from "#lib/doors/draft-cookie.ts";
import { whenOf } from "./when.ts";

type About = { phone: string; handle?: string };

/** The sentence beside a field; undefined where it was right. */
export async function problemText(
  field: FormProblem["field"],
  { problem }: Pick<Draft, "problem">,
  { phone, handle = "" }: About,
): Promise<string | undefined> {
  if (problem?.field !== field) return undefined;
  const t = await getTranslations("signup.problems");
  const key = `${field}.${problem.kind}`;
  // A cookie can name any kind.
  if (!t.has(key)) return undefined;
  const until = problem.until === undefined ? new Date() : new Date(problem.until);
  const when = whenOf(until, { locale: await getLocale(), phone });
  return t(key, { ...when, left: problem.left ?? 0, handle });
}
