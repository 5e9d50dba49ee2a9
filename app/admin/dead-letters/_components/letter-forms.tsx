import { ADMIN_HOME } from "#lib/doors/admin-door.ts";
import type { DeadLetter } from "#lib/events/list-dead-letters.ts";

/** What can be done about a dead letter; nothing once it has come to its end. */
export function LetterForms({ letter }: { letter: DeadLetter }) {
  if (letter.state === "handled" || letter.state === "failed_again") return null;
  const back = `${ADMIN_HOME}/${letter.id}`;
  return (
    <div className="letter-forms">
      <form method="post" action={`${ADMIN_HOME}/redrive`}>
        <input type="hidden" name="back" value={back} />
        <button className="button" type="submit" name="only" value={letter.id}>
          Run again
        </button>
      </form>
      <form className="set-aside" method="post" action={`${ADMIN_HOME}/set-aside`}>
        <input type="hidden" name="back" value={back} />
        <input type="hidden" name="id" value={letter.id} />
        <label htmlFor="reason">Or leave it, because</label>
        <input id="reason" name="reason" required maxLength={200} autoComplete="off" />
        <button className="button" type="submit">
          Set aside
        </button>
      </form>
    </div>
  );
}
