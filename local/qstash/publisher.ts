import type { Clock } from "./clock.ts";
import { Deduplication, deduplicationKey } from "./deduplication.ts";
import { isHttpUrl, readDeliverySettings, readNotBefore } from "./delivery-options.ts";
import type { Dispatcher } from "./dispatcher.ts";
import type { MessageBook } from "./message-book.ts";
import type { OptionHeaders } from "./option-headers.ts";
import { RequestError } from "./request-error.ts";
import type { GroupEndpoint, UrlGroup } from "./stored-records.ts";
import type { Store } from "./store.ts";
import { toTextOrBytes } from "./text-or-bytes.ts";
import { ensureQueue } from "./queue-api.ts";

export const MOST_BODY_BYTES = 1024 * 1024;

export type Publish = {
  destination: string;
  options: OptionHeaders;
  body: Buffer;
  callerIp: string;
  queueName?: string | undefined;
  scheduleId?: string | undefined;
};

export type Accepted = { messageId: string; url?: string; deduplicated?: true };

/** One message for a URL, one per endpoint for a URL group. */
export type Publication =
  { kind: "url"; accepted: Accepted } | { kind: "group"; accepted: Accepted[] };

type Target = { url: string; topicName?: string; endpointName?: string | undefined };

type PublisherPorts = { store: Store; book: MessageBook; clock: Clock; dispatcher: Dispatcher };

/** Accepts publishes from wherever they come: the API, a batch, a schedule. */
export class Publisher {
  readonly #ports: PublisherPorts;
  readonly #deduplication: Deduplication;

  constructor(ports: PublisherPorts) {
    this.#ports = ports;
    this.#deduplication = new Deduplication(ports);
  }

  /** Throws a RequestError for a publish that the service would refuse. */
  publish(request: Publish): Publication {
    if (request.body.length > MOST_BODY_BYTES) {
      throw new RequestError(413, `message body is over ${MOST_BODY_BYTES} bytes`);
    }
    if (request.queueName !== undefined) ensureQueue(request.queueName, this.#ports);
    if (isHttpUrl(request.destination)) {
      const target = { url: request.destination };
      return { kind: "url", accepted: this.#accept(target, request) };
    }
    const group = this.#group(request.destination);
    const options = { ...group.headers, ...request.options };
    const accepted = group.endpoints.map((endpoint) => {
      const target = groupTarget(group, endpoint);
      return { ...this.#accept(target, { ...request, options }), url: endpoint.url };
    });
    return { kind: "group", accepted };
  }

  #group(name: string): UrlGroup {
    if (name.includes("/") || name === "") {
      throw new RequestError(
        400,
        `invalid destination url: ${name || "(none)"} has no http:// or https:// scheme`,
      );
    }
    const group = this.#ports.store.urlGroups.get(name);
    if (group === undefined) throw new RequestError(404, `topic ${name} not found`);
    return group;
  }

  #accept(target: Target, request: Publish): Accepted {
    const { book, clock, dispatcher } = this.#ports;
    const { body, callerIp, queueName, scheduleId, options } = request;
    const settings = readDeliverySettings(options);
    const notBefore = readNotBefore(options, clock.now());
    const key = this.#deduplicationKey(target, request);
    const seen = key === undefined ? undefined : this.#deduplication.find(key);
    if (seen !== undefined) return { messageId: seen, deduplicated: true };
    const message = book.add({
      ...settings,
      ...target,
      body: toTextOrBytes(body),
      notBefore,
      callerIp,
      queueName,
      scheduleId,
    });
    if (key !== undefined) this.#deduplication.remember(key, message.messageId);
    if (message.flowControl !== undefined) dispatcher.flows.learn(message.flowControl);
    dispatcher.schedule(message);
    return { messageId: message.messageId };
  }

  /** In a group each endpoint is a publish of its own, so that one of them alone can be a repeat. */
  #deduplicationKey({ url, topicName }: Target, request: Publish): string | undefined {
    const key = deduplicationKey(request);
    return key === undefined || topicName === undefined ? key : `${key} ${url}`;
  }
}

function groupTarget({ name }: UrlGroup, endpoint: GroupEndpoint): Target {
  return { url: endpoint.url, topicName: name, endpointName: endpoint.name };
}
