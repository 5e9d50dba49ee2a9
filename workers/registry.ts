import {
  type LogRegistry,
  register,
  registerLogConsumer,
  type Registry,
} from "#lib/doors/consumer.ts";
import { analyticsService } from "./analytics-service.ts";
import { autoTagger } from "./auto-tagger.ts";
import { captionParser } from "./caption-parser.ts";
import { notificationService } from "./notification-service.ts";
import { productService } from "./product-service.ts";
import { shopCacheInvalidator } from "./shop-cache-invalidator.ts";
import { thumbnailGenerator } from "./thumbnail-generator.ts";

/** Every consumer that is sent its events, by its name; a name of the routing table without a consumer does not compile. */
export const registry: Registry = {
  "caption-parser": register(captionParser),
  "thumbnail-generator": register(thumbnailGenerator),
  "auto-tagger": register(autoTagger),
  "product-service": register(productService),
  "shop-cache-invalidator": register(shopCacheInvalidator),
  "notification-service": register(notificationService),
};

/** Every consumer that reads the log, by its name. */
export const logRegistry: LogRegistry = {
  "analytics-service": registerLogConsumer(analyticsService),
};
