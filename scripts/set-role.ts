import { eq } from "drizzle-orm";
import { openDatabase } from "#db/client.ts";
import { users } from "#db/schema/index.ts";
import { changeAccount } from "#lib/accounts/change-account.ts";
import { findPhone } from "#lib/accounts/phone.ts";
import { role } from "#lib/accounts/session.ts";
import { systemClock } from "#lib/clock.ts";
import { getEnv } from "#lib/env.ts";
import { openPrivacy } from "#lib/privacy/open-privacy.ts";
import { takeEnvironmentFile } from "./events/usage.ts";
import { main } from "./main.ts";

const USAGE = `Makes an account an operator's, or a seller's again. Its owner has signed in once before.

  node scripts/set-role.ts PHONE operator|seller [--env-file .local/demo/app.env]
`;

await main(async () => {
  const [typed, name] = takeEnvironmentFile(process.argv.slice(2));
  const phone = typed === undefined ? undefined : findPhone({ phone: typed, country: null });
  const wanted = role.safeParse(name);
  if (phone === undefined || !wanted.success) {
    process.stderr.write(USAGE);
    return 1;
  }
  const privacy = openPrivacy(getEnv().privacy, () => undefined);
  const db = openDatabase(getEnv().database, () => undefined, privacy.personal);
  try {
    const outcome = await db.transaction(async (tx) => {
      const [user] = await tx.orm
        .select({ id: users.id })
        .from(users)
        .where(eq(users.phoneNumber, phone.number));
      if (user === undefined) throw new Error("Nobody has signed in with this number yet.");
      const change = { userId: user.id, changes: { role: wanted.data }, updatedBy: "operator" };
      return changeAccount(tx, { ...change, clock: systemClock });
    });
    process.stdout.write(`The account is a ${wanted.data}'s: ${outcome}.\n`);
    return 0;
  } finally {
    await db.close();
    await privacy.close();
  }
});
