import type { Category } from "../captions/caption-reading.ts";
import type { EventOf } from "../events/event.ts";

export type SharedCategory = EventOf<"product.created">["payload"]["category"];

/** The few categories that product events have for other systems, and which of ours each stands for. */
export const sharedCategoryOf: Readonly<Record<Category, SharedCategory>> = {
  footwear: "clothing",
  clothing: "clothing",
  bags: "clothing",
  accessories: "clothing",
  jewelry: "clothing",
  beauty: "other",
  electronics: "electronics",
  home: "home",
  food: "other",
  kids: "other",
  sports: "sports",
  books: "books",
  other: "other",
};
