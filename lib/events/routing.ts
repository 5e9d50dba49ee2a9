import { CATALOGUE, EVENT_TYPES, type EventType } from "./catalogue/catalogue.ts";
import type { Topic } from "./catalogue/topics.ts";

export const CONSUMERS = [
  "caption-parser",
  "thumbnail-generator",
  "auto-tagger",
  "product-service",
  "shop-cache-invalidator",
] as const;
export type Consumer = (typeof CONSUMERS)[number];

export type Subscription = {
  topic: Topic;
  consumer: Consumer;
  /** Only these types are delivered; the others are never sent. */
  eventTypes: readonly EventType[];
  retries: number;
  timeoutSeconds: number;
};

/** Four retries end after 6 h 40 min, so that a redrive still meets the 24 h of an assembly. */
const RETRIES = 4;

export const SUBSCRIPTIONS: readonly Subscription[] = [
  {
    topic: "new-video-posted",
    consumer: "caption-parser",
    eventTypes: ["video.posted"],
    retries: RETRIES,
    timeoutSeconds: 60,
  },
  {
    topic: "new-video-posted",
    consumer: "thumbnail-generator",
    eventTypes: ["video.posted"],
    retries: RETRIES,
    timeoutSeconds: 120,
  },
  {
    topic: "new-video-posted",
    consumer: "auto-tagger",
    eventTypes: ["video.posted"],
    retries: RETRIES,
    timeoutSeconds: 60,
  },
  {
    topic: "product-processed",
    consumer: "product-service",
    eventTypes: ["product.processed"],
    retries: RETRIES,
    timeoutSeconds: 30,
  },
  {
    topic: "product-processed",
    consumer: "shop-cache-invalidator",
    eventTypes: ["product.processed"],
    retries: RETRIES,
    timeoutSeconds: 30,
  },
  {
    topic: "product-events",
    consumer: "product-service",
    eventTypes: ["product.updated"],
    retries: RETRIES,
    timeoutSeconds: 30,
  },
  {
    topic: "product-events",
    consumer: "shop-cache-invalidator",
    eventTypes: ["product.updated"],
    retries: RETRIES,
    timeoutSeconds: 30,
  },
  {
    topic: "content-events",
    consumer: "shop-cache-invalidator",
    eventTypes: ["content.archived", "content.published"],
    retries: RETRIES,
    timeoutSeconds: 30,
  },
];

export function subscriptionsOf(eventType: EventType): readonly Subscription[] {
  return SUBSCRIPTIONS.filter(
    (subscription) =>
      subscription.topic === CATALOGUE[eventType].topic &&
      subscription.eventTypes.includes(eventType),
  );
}

/** A URL group per topic and event type keeps a filtered consumer free of deliveries it would drop. */
export function urlGroupName(environmentName: string, eventType: EventType): string {
  return `${environmentName}.${CATALOGUE[eventType].topic}.${eventType}`;
}

/** Every URL group of an environment with the endpoints that belong to it. */
export function urlGroups(environmentName: string, origin: string) {
  return EVENT_TYPES.map((eventType) => ({
    name: urlGroupName(environmentName, eventType),
    endpoints: subscriptionsOf(eventType).map(({ consumer }) => ({
      name: consumer,
      url: workerUrl(origin, consumer),
    })),
  })).filter((group) => group.endpoints.length > 0);
}

export function workerUrl(origin: string, consumer: Consumer): string {
  return `${origin}/api/workers/${consumer}`;
}
