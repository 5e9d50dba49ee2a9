import { type DeadLetterFields, MOST_AT_ONCE } from "#lib/doors/admin-dead-letters.ts";
import { ADMIN_HOME } from "#lib/doors/admin-door.ts";
import type { DeadLetter } from "#lib/events/list-dead-letters.ts";
import { Moment } from "../../_components/moment.tsx";
import { WORDS_OF_REASON, WORDS_OF_STATE } from "../../_components/words.ts";
import { listAddress } from "./list-address.ts";

/** The rows with a box each; one form runs the ticked ones, a single one or all that match. */
export function LetterList({
  letters,
  found,
  fields,
}: {
  letters: DeadLetter[];
  found: number;
  fields: DeadLetterFields;
}) {
  const matching = Math.min(found, MOST_AT_ONCE);
  return (
    <form method="post" action={`${ADMIN_HOME}/redrive`}>
      <input type="hidden" name="back" value={listAddress(fields)} />
      <Kept fields={fields} />
      <div className="letter-actions">
        <p className="quiet">{found} found.</p>
        <button className="button" type="submit">
          Run ticked again
        </button>
        {fields.state === "open" && (
          <button className="button" type="submit" name="matching" value="1">
            Run {matching === found ? `all ${found}` : `the newest ${matching}`} again
          </button>
        )}
      </div>
      <ul className="letters">
        {letters.map((letter) => (
          <Letter key={letter.id} letter={letter} />
        ))}
      </ul>
    </form>
  );
}

function Letter({ letter }: { letter: DeadLetter }) {
  const canRun = letter.state !== "handled" && letter.state !== "failed_again";
  return (
    <li className="letter">
      {canRun && (
        <label className="tick">
          <input type="checkbox" name="id" value={letter.id} />
          <span className="unseen">
            {letter.consumer}, {letter.eventType}
          </span>
        </label>
      )}
      <div className="letter-words">
        <h2>
          <a href={`${ADMIN_HOME}/${letter.id}`}>{letter.consumer}</a>{" "}
          <small>{letter.eventType}</small>
        </h2>
        <p className="letter-error">{letter.error}</p>
        <p className="quiet">
          <span className={`state state-${letter.state}`}>{WORDS_OF_STATE[letter.state]}</span>{" "}
          {WORDS_OF_REASON[letter.reason]} · {letter.attempts}{" "}
          {letter.attempts === 1 ? "attempt" : "attempts"} · <Moment at={letter.failedAt} />
          {letter.sellerHandle !== null && ` · ${letter.sellerHandle}`}
          {letter.videoId !== null && ` · video ${letter.videoId}`}
        </p>
        {letter.state === "set_aside" && <p className="quiet">“{letter.setAsideReason}”</p>}
      </div>
      {canRun && (
        <button className="button" type="submit" name="only" value={letter.id}>
          Run again
        </button>
      )}
    </li>
  );
}

/** The filter again, for the button that runs all that match it. */
function Kept({
  fields: { state: _open, before: _page, ...filter },
}: {
  fields: DeadLetterFields;
}) {
  return Object.entries(filter).map(
    ([name, value]) =>
      value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
  );
}
