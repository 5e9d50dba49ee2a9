import type * as z from "zod";
import { authEvents } from "./auth.ts";
import { contentEvents } from "./content.ts";
import type { EventDefinition } from "./definition.ts";
import { ingestEvents } from "./ingest.ts";
import { orderEvents } from "./order.ts";
import { pipelineEvents } from "./pipeline.ts";
import { productEvents } from "./product.ts";
import { searchEvents } from "./search.ts";
import { sellerEvents } from "./seller.ts";

/** Every event there is, family by family. */
export const CATALOGUE = {
  ...pipelineEvents,
  ...productEvents,
  ...contentEvents,
  ...ingestEvents,
  ...authEvents,
  ...searchEvents,
  ...orderEvents,
  ...sellerEvents,
} as const satisfies Record<string, EventDefinition>;

export type EventType = keyof typeof CATALOGUE;
export type PayloadOf<Type extends EventType> = z.infer<(typeof CATALOGUE)[Type]["payload"]>;

/** The keys of the catalogue are its event types. */
export const EVENT_TYPES = Object.keys(CATALOGUE) as readonly EventType[];

export function isEventType(value: string): value is EventType {
  return Object.hasOwn(CATALOGUE, value);
}

/** The definition of a type, where its own payload type does not matter. */
export function definitionOf(type: EventType): EventDefinition {
  return CATALOGUE[type];
}
