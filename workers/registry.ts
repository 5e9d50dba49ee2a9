import { register, type Registry } from "#lib/doors/consumer.ts";
import { autoTagger } from "./auto-tagger.ts";
import { captionParser } from "./caption-parser.ts";
import { productService } from "./product-service.ts";
import { shopCacheInvalidator } from "./shop-cache-invalidator.ts";
import { thumbnailGenerator } from "./thumbnail-generator.ts";

/** Every consumer by its name; a name of the routing table without a consumer does not compile. */
export const registry: Registry = {
  "caption-parser": register(captionParser),
  "thumbnail-generator": register(thumbnailGenerator),
  "auto-tagger": register(autoTagger),
  "product-service": register(productService),
  "shop-cache-invalidator": register(shopCacheInvalidator),
};
