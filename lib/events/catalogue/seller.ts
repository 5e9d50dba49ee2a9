import * as z from "zod";
import { defineEvent } from "./definition.ts";
import { timestamp, uuid } from "./fields.ts";

/** Nothing that leads to a person: this event stays when everything else about her is gone. */
const sellerErased = z.object({
  sellerId: uuid,
  erasedAt: timestamp,
  erasedBy: z.string().optional(),
});

export const sellerEvents = {
  "seller.erased": defineEvent({
    topic: "seller-events",
    name: "SellerErasedEvent",
    summary:
      "A seller and all that was hers is gone; whoever still holds something of hers drops it.",
    version: "1.0.0",
    payload: sellerErased,
    example: {
      sellerId: "6fa459ea-ee8a-4ca4-894e-db77e160355e",
      erasedAt: "2026-03-03T09:00:00.000Z",
      erasedBy: "operator",
    },
  }),
} as const;
