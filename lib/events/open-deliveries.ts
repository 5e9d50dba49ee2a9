import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Queries } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import { isQstashSubscription, QSTASH_CONSUMERS, SUBSCRIPTIONS } from "./routing.ts";

const { deadLetters, events, inbox } = schema;

/** Older ones were looked at by earlier rounds, every day of their first week. */
const HORIZON_DAYS = 7;

const openDelivery = z.object({ event_id: z.string(), consumer: z.enum(QSTASH_CONSUMERS) });

export type OpenDelivery = { eventId: string; consumer: (typeof QSTASH_CONSUMERS)[number] };

/**
 * Published events with each consumer that was sent them and has neither handled them nor given them
 * up. A consumer that reads the log is never here: what it has not read is still before it.
 */
export async function findOpenDeliveries(
  db: Queries,
  { publishedMinutesAgo, limit }: { publishedMinutesAgo: number; limit: number },
): Promise<OpenDelivery[]> {
  const routes = sql.join(
    SUBSCRIPTIONS.filter(isQstashSubscription).flatMap(({ consumer, eventTypes }) =>
      eventTypes.map((eventType) => sql`(${consumer}, ${eventType})`),
    ),
    sql`, `,
  );
  const { rows } = await db.orm.execute(sql`
    select ${events.eventId} as event_id, route.consumer
    from ${events}
    join (values ${routes}) as route (consumer, event_type)
      on route.event_type = ${events.eventType}
    left join ${inbox} on ${inbox.consumer} = route.consumer and ${inbox.eventId} = ${events.eventId}
    left join ${deadLetters}
      on ${deadLetters.consumer} = route.consumer and ${deadLetters.eventId} = ${events.eventId}
    where ${events.publishedAt} between now() - make_interval(days => ${HORIZON_DAYS})
        and now() - make_interval(mins => ${publishedMinutesAgo})
      and ${inbox.eventId} is null and ${deadLetters.eventId} is null
    order by ${events.seq}
    limit ${limit}
  `);
  return z
    .array(openDelivery)
    .parse(rows)
    .map((row) => ({ eventId: row.event_id, consumer: row.consumer }));
}
