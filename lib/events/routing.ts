import { CATALOGUE, EVENT_TYPES, type EventType } from "./catalogue/catalogue.ts";
import type { Topic } from "./catalogue/topics.ts";

/** Each delivery is a message of its own, pushed to the consumer's door. */
export const QSTASH_CONSUMERS = [
  "caption-parser",
  "thumbnail-generator",
  "auto-tagger",
  "product-service",
  "shop-cache-invalidator",
  "notification-service",
] as const;
export type QstashConsumer = (typeof QSTASH_CONSUMERS)[number];

/** Read the log in batches when the clock says so: no message is sent for them. */
export const LOG_CONSUMERS = ["analytics-service"] as const;
export type LogConsumer = (typeof LOG_CONSUMERS)[number];

export const CONSUMERS = [...QSTASH_CONSUMERS, ...LOG_CONSUMERS] as const;
export type Consumer = (typeof CONSUMERS)[number];

type Subscribed<Name extends Consumer> = {
  topic: Topic;
  consumer: Name;
  /** Only these types are delivered; the others are never sent. */
  eventTypes: readonly EventType[];
};

export type QstashSubscription = Subscribed<QstashConsumer> & {
  transport: "qstash";
  /** On the broker's own schedule. */
  retries: number;
  timeoutSeconds: number;
};

export type LogSubscription = Subscribed<LogConsumer> & {
  transport: "log";
  batchSize: number;
  /** Of one event that fails; the events behind it wait meanwhile. */
  retries: number;
};

export type Subscription = QstashSubscription | LogSubscription;

/**
 * The broker's fourth retry comes after 6 h 40 min, its fifth after 30 h 40 min: past the 24 h of an
 * assembly. The third, after 33 min, is sooner over than many an outage.
 */
const RETRIES = 4;

/** The log has waits of its own: its fifth retry comes within a quarter of an hour. */
const ANALYTICS = {
  transport: "log",
  consumer: "analytics-service",
  batchSize: 500,
  retries: 5,
} as const;

const NOTIFICATIONS = {
  transport: "qstash",
  consumer: "notification-service",
  retries: RETRIES,
  timeoutSeconds: 30,
} as const;

export const SUBSCRIPTIONS: readonly Subscription[] = [
  {
    transport: "qstash",
    topic: "new-video-posted",
    consumer: "caption-parser",
    eventTypes: ["video.posted"],
    retries: RETRIES,
    timeoutSeconds: 60,
  },
  {
    transport: "qstash",
    topic: "new-video-posted",
    consumer: "thumbnail-generator",
    eventTypes: ["video.posted"],
    retries: RETRIES,
    timeoutSeconds: 120,
  },
  {
    transport: "qstash",
    topic: "new-video-posted",
    consumer: "auto-tagger",
    eventTypes: ["video.posted"],
    retries: RETRIES,
    timeoutSeconds: 60,
  },
  {
    transport: "qstash",
    topic: "product-processed",
    consumer: "product-service",
    eventTypes: ["product.processed"],
    retries: RETRIES,
    timeoutSeconds: 30,
  },
  {
    transport: "qstash",
    topic: "product-processed",
    consumer: "shop-cache-invalidator",
    eventTypes: ["product.processed"],
    retries: RETRIES,
    timeoutSeconds: 30,
  },
  {
    transport: "qstash",
    topic: "product-events",
    consumer: "product-service",
    eventTypes: ["product.updated"],
    retries: RETRIES,
    timeoutSeconds: 30,
  },
  {
    transport: "qstash",
    topic: "product-events",
    consumer: "shop-cache-invalidator",
    eventTypes: ["product.updated", "product.deleted"],
    retries: RETRIES,
    timeoutSeconds: 30,
  },
  {
    transport: "qstash",
    topic: "content-events",
    consumer: "shop-cache-invalidator",
    eventTypes: ["content.archived", "content.published"],
    retries: RETRIES,
    timeoutSeconds: 30,
  },
  {
    transport: "qstash",
    topic: "seller-events",
    consumer: "product-service",
    eventTypes: ["seller.erased"],
    retries: RETRIES,
    timeoutSeconds: 30,
  },
  {
    transport: "qstash",
    topic: "seller-events",
    consumer: "shop-cache-invalidator",
    eventTypes: ["seller.erased"],
    retries: RETRIES,
    timeoutSeconds: 30,
  },
  { ...NOTIFICATIONS, topic: "shop-link-generated", eventTypes: ["shop_link.generated"] },
  { ...NOTIFICATIONS, topic: "order-events", eventTypes: ["order.placed"] },
  { ...NOTIFICATIONS, topic: "product-events", eventTypes: ["stock.low", "product.created"] },
  { ...ANALYTICS, topic: "seller-events", eventTypes: ["seller.erased"] },
  { ...ANALYTICS, topic: "shop-link-generated", eventTypes: ["shop_link.generated"] },
  {
    ...ANALYTICS,
    topic: "product-events",
    eventTypes: ["product.created", "product.updated", "product.deleted", "stock.low"],
  },
  {
    ...ANALYTICS,
    topic: "content-events",
    eventTypes: [
      "content.created",
      "content.updated",
      "content.published",
      "content.deleted",
      "content.archived",
      "content.metadata_updated",
    ],
  },
  {
    ...ANALYTICS,
    topic: "ingest-events",
    eventTypes: ["ingest.started", "ingest.completed", "ingest.failed", "ingest.cancelled"],
  },
  {
    ...ANALYTICS,
    topic: "auth-events",
    eventTypes: [
      "user.created",
      "user.updated",
      "user.deleted",
      "user.login",
      "user.logout",
      "token.refreshed",
      "password.changed",
    ],
  },
  {
    ...ANALYTICS,
    topic: "search-events",
    eventTypes: [
      "search.performed",
      "search.indexed",
      "search.index_updated",
      "search.index_deleted",
    ],
  },
  {
    ...ANALYTICS,
    topic: "order-events",
    eventTypes: ["order.placed", "order.confirmed", "order.paid", "order.cancelled"],
  },
];

/**
 * Days that the events of a topic stay in the log; null is for ever. What sellers and shoppers see can
 * be built anew from the log at any time, so only what no page is made of ever leaves it.
 */
export const RETENTION_DAYS: Readonly<Record<Topic, number | null>> = {
  "new-video-posted": null,
  "product-processed": null,
  "shop-link-generated": null,
  "product-events": null,
  "content-events": null,
  "order-events": null,
  // A rebuild must know for ever whom it leaves out.
  "seller-events": null,
  // A year can be compared with the one before it.
  "search-events": 400,
  "auth-events": 400,
  "ingest-events": 90,
};

export function subscriptionsOf(eventType: EventType): readonly Subscription[] {
  return SUBSCRIPTIONS.filter(
    (subscription) =>
      subscription.topic === CATALOGUE[eventType].topic &&
      subscription.eventTypes.includes(eventType),
  );
}

export function isQstashSubscription(
  subscription: Subscription,
): subscription is QstashSubscription {
  return subscription.transport === "qstash";
}

/** Those that a message is sent for. An event without any counts as published when it is written. */
export function qstashSubscriptionsOf(eventType: EventType): readonly QstashSubscription[] {
  return subscriptionsOf(eventType).filter(isQstashSubscription);
}

export function isLogConsumer(consumer: string): consumer is LogConsumer {
  return LOG_CONSUMERS.some((name) => name === consumer);
}

export type LogRoute = { eventTypes: readonly EventType[]; batchSize: number; retries: number };

/** All that a log consumer reads: it has one place in the log, whatever the topics. */
export function logRouteOf(consumer: LogConsumer): LogRoute {
  const own = SUBSCRIPTIONS.filter((subscription) => subscription.transport === "log").filter(
    (subscription) => subscription.consumer === consumer,
  );
  return {
    eventTypes: own.flatMap(({ eventTypes }) => eventTypes),
    batchSize: Math.min(...own.map(({ batchSize }) => batchSize)),
    retries: Math.max(...own.map(({ retries }) => retries)),
  };
}

/** A URL group per topic and event type keeps a filtered consumer free of deliveries it would drop. */
export function urlGroupName(environmentName: string, eventType: EventType): string {
  return `${environmentName}.${CATALOGUE[eventType].topic}.${eventType}`;
}

/** Every URL group of an environment with the endpoints that belong to it. */
export function urlGroups(environmentName: string, origin: string) {
  return EVENT_TYPES.map((eventType) => ({
    name: urlGroupName(environmentName, eventType),
    endpoints: qstashSubscriptionsOf(eventType).map(({ consumer }) => ({
      name: consumer,
      url: workerUrl(origin, consumer),
    })),
  })).filter((group) => group.endpoints.length > 0);
}

export function workerUrl(origin: string, consumer: QstashConsumer): string {
  return `${origin}/api/workers/${consumer}`;
}
