import * as z from "zod";
import type { Queries } from "#db/client.ts";
import { getProduct } from "#lib/catalogue/get-product.ts";
import { listProducts, MAX_PAGE } from "#lib/catalogue/list-products.ts";
import { isMoment } from "#lib/catalogue/moment.ts";
import { toProductDto } from "#lib/catalogue/product-dto.ts";
import type { Clock } from "#lib/clock.ts";
import type { Log } from "#lib/log.ts";
import { getShop } from "#lib/shops/get-shop.ts";
import { apiDoor, parseFields, type ApiCall } from "./api-door.ts";

const DEFAULT_PAGE = 20;

/**
 * A change carries the time that its writer began, by the writer's clock, and can be read only once
 * it is committed: what a reader asks since next must be so much earlier, or she misses it.
 */
const COMMIT_MARGIN_MS = 60_000;

/** Always asked again, answered with 304 while nothing changed. */
const REVALIDATE = "public, max-age=0, must-revalidate";

export type ProductsApiPorts = { db: Queries; origin: string; clock: Clock; log: Log };

const sinceMessage = "an ISO 8601 time such as 2026-11-20T08:00:00Z";
const limitMessage = `a whole number from 1 to ${MAX_PAGE}`;

const productsQuerySchema = z.object({
  limit: z
    .string()
    .regex(/^\d{1,4}$/, limitMessage)
    .transform(Number)
    .pipe(z.number().min(1, limitMessage).max(MAX_PAGE, limitMessage))
    .default(DEFAULT_PAGE),
  lastKey: z.string().min(1, "the lastEvaluatedKey of the page before").optional(),
  since: z.iso
    .datetime({ offset: true, error: sinceMessage, abort: true })
    .refine(isMoment, sinceMessage)
    .optional(),
});

/**
 * GET the products of a shop: by page, or with `since` what changed. The `metadata.timestamp` of a
 * first page, given as the next `since`, misses nothing and may tell a change again.
 */
export function productsRoute(open: () => ProductsApiPorts) {
  return apiDoor(open, async ({ params, query }: ApiCall<{ handle: string }>, ports) => {
    const { db, origin, clock } = ports;
    const asked = parseFields(productsQuerySchema, Object.fromEntries(query));
    const timestamp = new Date(clock().getTime() - COMMIT_MARGIN_MS).toISOString();
    const shop = await getShop(db, params.handle);
    const page = await listProducts(db, {
      sellerId: shop.sellerId,
      limit: asked.limit,
      after: asked.lastKey,
      since: asked.since === undefined ? undefined : new Date(asked.since),
    });
    const answer = {
      products: page.products.map((product) => toProductDto(product, origin)),
      pagination: {
        hasMore: page.next !== null,
        lastEvaluatedKey: page.next,
        count: page.products.length,
      },
      ...(asked.since === undefined
        ? {}
        : {
            removed: page.removed.map(({ videoId, version }) => ({ video_id: videoId, version })),
          }),
    };
    const metadata = { sellerHandle: shop.handle, since: asked.since ?? null, timestamp };
    return { body: { ...answer, metadata }, etagOf: answer, cacheControl: REVALIDATE };
  });
}

type ProductParams = { handle: string; videoId: string };

/** GET one product of a shop. */
export function productRoute(open: () => ProductsApiPorts) {
  return apiDoor(open, async ({ params }: ApiCall<ProductParams>, { db, origin }) => {
    const { sellerId } = await getShop(db, params.handle);
    const product = await getProduct(db, { sellerId, videoId: params.videoId });
    const body = toProductDto(product, origin);
    return { body, etagOf: body, cacheControl: REVALIDATE };
  });
}
