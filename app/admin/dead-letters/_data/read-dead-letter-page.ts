import { type DeadLetterFields, toCursor, toFilter } from "#lib/doors/admin-dead-letters.ts";
import { getDatabase } from "#lib/doors/database.ts";
import { readTimeline, type TimelineEvent } from "#lib/events/event-timeline.ts";
import {
  countDeadLetters,
  type DeadLetter,
  findDeadLetter,
  listDeadLetters,
  listUnpublished,
} from "#lib/events/list-dead-letters.ts";

const LETTERS_ON_A_PAGE = 50;
const UNPUBLISHED_SHOWN = 20;

/** What the list shows. `found` counts all that match, `next` is where the next page begins. */
export async function readDeadLetterPage(fields: DeadLetterFields) {
  const db = getDatabase();
  const filter = toFilter(fields);
  const before = toCursor(fields);
  const letters = await listDeadLetters(db, { filter, before, limit: LETTERS_ON_A_PAGE });
  return {
    letters,
    found: await countDeadLetters(db, filter),
    open: await countDeadLetters(db, { states: ["open"] }),
    next: letters.length < LETTERS_ON_A_PAGE ? null : (letters.at(-1) ?? null),
    unpublished: await listUnpublished(db, { limit: UNPUBLISHED_SHOWN }),
  };
}

/** One dead letter with everything that happened around its event. */
export async function readDeadLetter(
  id: string,
): Promise<{ letter: DeadLetter; timeline: TimelineEvent[] } | undefined> {
  const db = getDatabase();
  const letter = await findDeadLetter(db, id);
  if (letter === undefined) return undefined;
  const { correlationId } = letter;
  return { letter, timeline: correlationId === null ? [] : await readTimeline(db, correlationId) };
}
