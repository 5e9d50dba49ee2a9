import { Client, QstashDailyRatelimitError, Receiver } from "@upstash/qstash";
import type { OutgoingEvent, PublishResult, Queue } from "../events/queue.ts";
import { qstashSubscriptionsOf, urlGroupName, workerUrl } from "../events/routing.ts";
import type { UrlGroupStore } from "../events/sync-url-groups.ts";
import { isPassingError, retry } from "../retry.ts";
import { inTime } from "./in-time.ts";

export type QstashConfig = {
  url: string;
  token: string;
  currentSigningKey: string;
  nextSigningKey: string;
};

type QueueConfig = QstashConfig & {
  /** Deliveries of one event type under way at once; the rest waits at the broker. */
  parallelism: number;
  origin: string;
  environmentName: string;
  /** Lets deliveries through the login wall of a preview deployment. */
  protectionBypass: string | null;
};

const LIMIT = { service: "QStash", limitMs: 10_000 };
const BYPASS_HEADER = "x-vercel-protection-bypass";

function openClient(config: QstashConfig, headers: Record<string, string> = {}): Client {
  return new Client({
    baseUrl: config.url,
    token: config.token,
    headers,
    // It would try again only what never arrived, and not what was refused for the moment.
    retry: { retries: 0 },
    enableTelemetry: false,
    // Without this a stray QSTASH_DEV would make the public development keys valid.
    devMode: false,
  });
}

/** The queue over QStash: one URL group per topic and event type, bodies kept out of its logs. */
export function openQueue(config: QueueConfig): Queue {
  const bypass: Record<string, string> = config.protectionBypass
    ? {
        [BYPASS_HEADER]: config.protectionBypass,
        [`Upstash-Failure-Callback-Forward-${BYPASS_HEADER}`]: config.protectionBypass,
      }
    : {};
  const client = openClient(config, bypass);
  const common = (event: OutgoingEvent) => {
    const subscriptions = qstashSubscriptionsOf(event.eventType);
    return {
      body: event.body,
      headers: { "content-type": "application/json" },
      deduplicationId: event.deduplicationId,
      retries: Math.max(...subscriptions.map(({ retries }) => retries)),
      timeout: Math.max(...subscriptions.map(({ timeoutSeconds }) => timeoutSeconds)),
      failureCallback: `${config.origin}/api/workers/failed?event_id=${event.eventId}`,
      label: event.eventType,
      flowControl: {
        key: `${config.environmentName}.${event.eventType}`,
        parallelism: config.parallelism,
      },
      redact: { body: true as const },
    };
  };
  return {
    async publish(events) {
      // A type that has lost its last subscription has no group to be published to.
      const wanted = events.filter(({ eventType }) => qstashSubscriptionsOf(eventType).length > 0);
      if (wanted.length === 0) return events.map(() => ({ kind: "accepted" }));
      const messages = wanted.map((event) => ({
        ...common(event),
        urlGroup: urlGroupName(config.environmentName, event.eventType),
      }));
      const answers: unknown[] = await call(() => client.batch(messages));
      return events.map((event) => {
        const index = wanted.indexOf(event);
        return index === -1 ? { kind: "accepted" } : checkAnswer(event, answers[index]);
      });
    },
    async redeliver(event, consumer) {
      const message = { ...common(event), url: workerUrl(config.origin, consumer) };
      await call(() => client.publish(message));
    },
  };
}

/** All tries within the one limit. Whatever is sent here changes nothing the second time. */
function call<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  const isPassing = (error: unknown) =>
    isPassingError(error) && !(error instanceof QstashDailyRatelimitError);
  return inTime(retry(send, { budgetMs: LIMIT.limitMs, isPassing }), LIMIT);
}

/** A group that lost an endpoint would drop that consumer's deliveries in silence, so each is counted. */
function checkAnswer(event: OutgoingEvent, answer: unknown): PublishResult {
  const entries: unknown[] = Array.isArray(answer) ? answer : [answer];
  const delivered = entries.filter(
    (entry) => entry !== null && typeof entry === "object" && "messageId" in entry,
  ).length;
  const expected = qstashSubscriptionsOf(event.eventType).length;
  return delivered === expected
    ? { kind: "accepted" }
    : { kind: "refused", reason: `taken for ${delivered} of ${expected} consumers` };
}

declare const verified: unique symbol;

/** The raw body of a request whose signature was checked against the URL that it came in at. */
export type VerifiedBody = string & { readonly [verified]: true };

/** Resolves to the body, or rejects; there is no other way to get a `VerifiedBody`. */
export type SignatureVerifier = (request: {
  signature: string;
  body: string;
  url: string;
}) => Promise<VerifiedBody>;

const CLOCK_TOLERANCE_SECONDS = 60;

export function openSignatureVerifier(config: QstashConfig): SignatureVerifier {
  const receiver = new Receiver({
    currentSigningKey: config.currentSigningKey,
    nextSigningKey: config.nextSigningKey,
  });
  return async ({ signature, body, url }) => {
    const valid = await receiver.verify({
      signature,
      body,
      url,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    if (!valid) throw new Error("signature refused");
    return body as VerifiedBody;
  };
}

export function openUrlGroups(config: QstashConfig): UrlGroupStore {
  const client = openClient(config);
  return {
    async list() {
      const groups = await call(() => client.urlGroups.list());
      return groups.map((group) => ({
        name: group.name,
        endpoints: group.endpoints.map(({ name, url }) => ({ name: name ?? "", url })),
      }));
    },
    async add(group) {
      await call(() => client.urlGroups.addEndpoints(group));
    },
    async removeEndpoints(group) {
      await call(() => client.urlGroups.removeEndpoints(group));
    },
    async remove(name) {
      await call(() => client.urlGroups.delete(name));
    },
  };
}
