import { and, eq, inArray, isNotNull, isNull, like, lt, not, sql } from "drizzle-orm";
import type { KeysDatabase } from "#db/keys/client.ts";
import { subjectKeys } from "#db/keys/schema.ts";
import { RetryLaterError } from "../errors.ts";
import { DAY_SUBJECT, type KeyStore } from "./key-store.ts";

const RETRY_AFTER_SECONDS = 5;
const columns = { subject: subjectKeys.subject, wrapped: subjectKeys.wrapped };

/** The keys in their own database. */
export function openKeyStore({ orm }: KeysDatabase): KeyStore {
  return {
    find: (subjects) =>
      inReach(
        orm
          .select(columns)
          .from(subjectKeys)
          .where(inArray(subjectKeys.subject, [...subjects])),
      ),
    async add(keys) {
      await inReach(
        orm
          .insert(subjectKeys)
          .values([...keys])
          .onConflictDoNothing(),
      );
    },
    async destroy(subject) {
      const destroyed = { wrapped: null, destroyedAt: sql`now()` };
      await inReach(
        orm
          .insert(subjectKeys)
          .values({ subject, ...destroyed })
          .onConflictDoUpdate({
            target: subjectKeys.subject,
            set: destroyed,
            setWhere: isNull(subjectKeys.destroyedAt),
          }),
      );
    },
    async destroyDaysBefore(day) {
      const destroyed = await inReach(
        orm
          .update(subjectKeys)
          .set({ wrapped: null, destroyedAt: sql`now()` })
          .where(
            and(
              like(subjectKeys.subject, `${DAY_SUBJECT}%`),
              lt(subjectKeys.subject, DAY_SUBJECT + day),
              isNotNull(subjectKeys.wrapped),
            ),
          )
          .returning({ subject: subjectKeys.subject }),
      );
      return destroyed.length;
    },
    findWrappedOtherwise: (prefix, limit) =>
      inReach(
        orm
          .select(columns)
          .from(subjectKeys)
          .where(and(isNotNull(subjectKeys.wrapped), not(like(subjectKeys.wrapped, `${prefix}%`))))
          .limit(limit),
      ),
    async replace({ subject, from, to }) {
      const replaced = await inReach(
        orm
          .update(subjectKeys)
          .set({ wrapped: to })
          .where(and(eq(subjectKeys.subject, subject), eq(subjectKeys.wrapped, from)))
          .returning({ subject: subjectKeys.subject }),
      );
      return replaced.length > 0;
    },
  };
}

/** Nothing but an outage or a wrong set-up makes these statements fail, and both are mended from outside. */
async function inReach<Result>(query: PromiseLike<Result>): Promise<Result> {
  try {
    return await query;
  } catch (cause) {
    const message = "the keys of personal data are out of reach";
    throw new RetryLaterError(message, RETRY_AFTER_SECONDS, { cause });
  }
}
