import type { DeadLetterFields } from "#lib/doors/admin-dead-letters.ts";
import { ADMIN_HOME } from "#lib/doors/admin-door.ts";
import type { UnpublishedEvent } from "#lib/events/list-dead-letters.ts";
import { Moment } from "../../_components/moment.tsx";
import { listAddress } from "./list-address.ts";

/** Events that have not even reached the queue; nothing is shown when there are none. */
export function Unpublished({
  events,
  fields,
}: {
  events: UnpublishedEvent[];
  fields: DeadLetterFields;
}) {
  if (events.length === 0) return null;
  return (
    <section className="unpublished" aria-labelledby="unpublished">
      <h2 id="unpublished">Not published</h2>
      <p className="quiet">
        The queue does not take these events. They are tried again by themselves.
      </p>
      <form method="post" action={`${ADMIN_HOME}/redrive`}>
        <input type="hidden" name="back" value={listAddress(fields)} />
        <ul className="letters">
          {events.map((event) => (
            <li key={event.eventId} className="letter">
              <div className="letter-words">
                <h3>{event.eventType}</h3>
                <p className="letter-error">{event.lastError ?? "no answer"}</p>
                <p className="quiet">
                  {event.attempts} attempts · since <Moment at={event.occurredAt} /> · next{" "}
                  <Moment at={event.nextAttemptAt} />
                </p>
              </div>
              <button className="button" type="submit" name="publish" value={event.eventId}>
                Try now
              </button>
            </li>
          ))}
        </ul>
      </form>
    </section>
  );
}
