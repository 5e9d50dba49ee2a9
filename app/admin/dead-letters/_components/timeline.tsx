import { ADMIN_HOME } from "#lib/doors/admin-door.ts";
import type { Delivery, TimelineEvent } from "#lib/events/event-timeline.ts";
import { Moment } from "../../_components/moment.tsx";
import { WORDS_OF_DELIVERY } from "../../_components/words.ts";

/** Every event of one story, and what each consumer made of it. */
export function Timeline({ events, eventId }: { events: TimelineEvent[]; eventId: string }) {
  return (
    <ol className="timeline">
      {events.map((event) => (
        <li key={event.eventId} aria-current={event.eventId === eventId ? "true" : undefined}>
          <h3>{event.eventType}</h3>
          <p className="quiet">
            <Moment at={event.occurredAt} /> · from {event.source}
            {event.publishError !== null && ` · not published: ${event.publishError}`}
          </p>
          {event.deliveries.length > 0 && (
            <ul>
              {event.deliveries.map((delivery) => (
                <DeliveryLine key={delivery.consumer} delivery={delivery} />
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}

function DeliveryLine({ delivery }: { delivery: Delivery }) {
  const { consumer, state, at, attempts, error, deadLetterId } = delivery;
  const name =
    deadLetterId === null ? consumer : <a href={`${ADMIN_HOME}/${deadLetterId}`}>{consumer}</a>;
  return (
    <li>
      {name}: <span className={`delivery delivery-${state}`}>{WORDS_OF_DELIVERY[state]}</span>
      {at !== null && (
        <>
          {" "}
          <Moment at={at} />
        </>
      )}
      {attempts > 0 && ` · ${attempts} failed`}
      {error !== null && state !== "handled" && <p className="letter-error">{error}</p>}
    </li>
  );
}
