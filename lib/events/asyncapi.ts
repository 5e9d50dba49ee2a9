import { definitionOf, EVENT_TYPES, type EventType } from "./catalogue/catalogue.ts";
import { TOPICS, type Topic } from "./catalogue/topics.ts";
import { exampleEvent } from "./example-event.ts";
import { metadataJsonSchema, payloadJsonSchema, schemaPath } from "./json-schema.ts";
import { SENDABLE_TOPICS, SENDABLE_TYPES } from "./external-events.ts";
import { SUBSCRIPTIONS } from "./routing.ts";
import { EVENT_DOOR_PATH } from "./sending.ts";

export const SUMMARY_OF_TOPIC: Record<Topic, string> = {
  "new-video-posted": "A tracked video, and what each worker found in it.",
  "product-processed": "Products that go live.",
  "shop-link-generated": "Shops that open.",
  "product-events": "The life of a product.",
  "content-events": "The life of a video.",
  "ingest-events": "Runs of the scraper.",
  "auth-events": "Accounts and sessions.",
  "search-events": "Searches and the search index.",
  "order-events": "The life of an order.",
  "seller-events": "The end of a seller's time here.",
};

export type Published = {
  /** Public address of the app. */
  origin: string;
  /** Of the app. */
  version: string;
};

export const typesOf = (topic: Topic) =>
  EVENT_TYPES.filter((type) => definitionOf(type).topic === topic);

const channelMessage = (topic: Topic, type: EventType) => ({
  $ref: `#/channels/${topic}/messages/${type}`,
});

/** The AsyncAPI 3 document of every topic, event and subscription. */
export function asyncApiDocument({ origin, version }: Published) {
  return {
    asyncapi: "3.0.0",
    info: {
      title: "TikTok commerce events",
      version,
      description:
        "Every event in one envelope. A later minor version only adds optional fields; unknown fields are kept.",
      externalDocs: { description: "JSON Schemas (2020-12)", url: `${origin}/api/schemas` },
    },
    defaultContentType: "application/json",
    servers: { door: doorServer(origin) },
    channels: Object.fromEntries(TOPICS.map((topic) => [topic, channelOf(topic)])),
    operations: { ...sendOperations(), ...receiveOperations(), ...doorOperations() },
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer" } },
      messages: Object.fromEntries(EVENT_TYPES.map((type) => [type, messageOf(type, origin)])),
      schemas: {
        metadata: metadataJsonSchema(),
        ...Object.fromEntries(
          EVENT_TYPES.map((type) => [type, payloadJsonSchema(type, definitionOf(type).version)]),
        ),
      },
    },
  };
}

function channelOf(topic: Topic) {
  return {
    address: topic,
    description: SUMMARY_OF_TOPIC[topic],
    messages: Object.fromEntries(
      typesOf(topic).map((type) => [type, { $ref: `#/components/messages/${type}` }]),
    ),
  };
}

function sendOperations() {
  return Object.fromEntries(
    TOPICS.map((topic) => [
      `send-${topic}`,
      {
        action: "send",
        channel: { $ref: `#/channels/${topic}` },
        summary: SUMMARY_OF_TOPIC[topic],
        messages: typesOf(topic).map((type) => channelMessage(topic, type)),
      },
    ]),
  );
}

function receiveOperations() {
  return Object.fromEntries(
    SUBSCRIPTIONS.map(({ topic, consumer, eventTypes }) => [
      `${consumer}-receives-${topic}`,
      {
        action: "receive",
        channel: { $ref: `#/channels/${topic}` },
        summary: `${consumer} takes ${eventTypes.join(", ")}.`,
        messages: eventTypes.map((type) => channelMessage(topic, type)),
      },
    ]),
  );
}

/** Where other systems send what they may send. */
function doorServer(origin: string) {
  const { host, protocol } = new URL(origin);
  return {
    host,
    protocol: protocol.replace(":", ""),
    pathname: EVENT_DOOR_PATH,
    description: "One event per POST, in the envelope; the key as a bearer token.",
    security: [{ $ref: "#/components/securitySchemes/key" }],
  };
}

function doorOperations() {
  return Object.fromEntries(
    SENDABLE_TOPICS.map((topic) => [
      `door-receives-${topic}`,
      {
        action: "receive",
        channel: { $ref: `#/channels/${topic}` },
        summary: `POST ${EVENT_DOOR_PATH} takes these from systems with a key.`,
        bindings: { http: { method: "POST" } },
        messages: SENDABLE_TYPES.filter((type) => definitionOf(type).topic === topic).map((type) =>
          channelMessage(topic, type),
        ),
      },
    ]),
  );
}

function messageOf(type: EventType, origin: string) {
  const { name, summary, version } = definitionOf(type);
  return {
    name: type,
    title: name,
    summary,
    contentType: "application/json",
    payload: {
      type: "object",
      required: ["metadata", "payload"],
      properties: {
        metadata: {
          allOf: [
            { $ref: "#/components/schemas/metadata" },
            { type: "object", properties: { eventType: { const: type } } },
          ],
        },
        payload: { $ref: `#/components/schemas/${type}` },
      },
    },
    examples: [{ name: "example", payload: exampleEvent(type) }],
    externalDocs: { description: "JSON Schema", url: origin + schemaPath(type, version) },
  };
}
