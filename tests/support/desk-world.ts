import { and, eq } from "drizzle-orm";
import { productOverrides, products } from "#db/schema/index.ts";
import type { AssemblyKey, Part } from "#lib/assembly/part.ts";
import { recordPart } from "#lib/assembly/record-part.ts";
import { changeState, type StateChange } from "#lib/catalogue/desk/change-state.ts";
import { findDeskProduct } from "#lib/catalogue/desk/desk-product.ts";
import { type Edit, editProduct } from "#lib/catalogue/desk/edit-product.ts";
import { purgeDeleted } from "#lib/catalogue/desk/purge-deleted.ts";
import { handleDelivery } from "#lib/doors/handle-delivery.ts";
import type { AnyEvent } from "#lib/events/event.ts";
import { EVENT_TYPES } from "#lib/events/catalogue/catalogue.ts";
import { scanLog } from "#lib/events/scan-log.ts";
import { videoCorrelationId } from "#lib/ids.ts";
import { registry } from "#workers/registry.ts";
import { createShop, createVideo } from "./factories.ts";
import { type Driver, openTestDatabase } from "./open-test-database.ts";
import { captionPart, thumbnailPart } from "./parts.ts";
import { recordPorts } from "./recorded-ports.ts";

export const DAY_MS = 86_400_000;

/** A seller's desk over a real database and a clock that is set by hand; products come from parts. */
export async function openDeskWorld(driver: Driver = "pg") {
  const database = await openTestDatabase(driver);
  const { db } = database;
  const time = { now: Date.parse("2026-11-21T09:00:00Z") };
  const clock = () => new Date(time.now);
  const ports = { db, clock };
  const recorded = recordPorts(db, { clock });
  const removed: string[] = [];
  let failures = 0;
  const blobs = {
    remove(urls: readonly string[]) {
      failures -= 1;
      if (failures >= 0) return Promise.reject(new Error("the store is out of reach"));
      removed.push(...urls);
      return Promise.resolve();
    },
  };

  const record = ({ sellerId, videoId }: AssemblyKey, part: Part) =>
    db.transaction((tx) =>
      recordPart(tx, {
        origin: { sellerId, videoId, handle: "any", causationId: videoCorrelationId(videoId) },
        part,
        clock,
      }),
    );
  const eventsOf = async ({ videoId }: AssemblyKey): Promise<AnyEvent[]> => {
    const { entries } = await scanLog(db, {
      types: EVENT_TYPES,
      videoId,
      afterSeq: 0,
      untilSeq: null,
      limit: 1_000,
    });
    return entries.map(({ event }) => event);
  };
  const productOf = async (key: AssemblyKey) => {
    const product = await findDeskProduct(db, key);
    if (product === undefined) throw new Error("there is no such product");
    return product;
  };

  return {
    db,
    clock,
    ports,
    removed,
    recorded,
    failNextRemoval: () => void (failures = 1),
    record,
    eventsOf,
    productOf,
    pass: (ms: number) => void (time.now += ms),
    /** A product that the workers have made, by rules and from the cover alone unless parts say more. */
    async product({
      parts = [captionPart(), thumbnailPart({ from: "cover" }, { rank: 1, count: 1 })],
      ...of
    }: { parts?: Part[]; sellerId?: string; caption?: string } = {}): Promise<AssemblyKey> {
      const sellerId = of.sellerId ?? (await createShop({ currency: "UGX" }, db)).sellerId;
      const video = of.caption === undefined ? {} : { caption: of.caption };
      const { videoId } = await createVideo({ sellerId, ...video }, db);
      for (const part of parts) await record({ sellerId, videoId }, part);
      return { sellerId, videoId };
    },
    edit: (edit: Edit) => editProduct(edit, ports),
    change: (key: AssemblyKey, change: StateChange) => changeState({ ...key, ...change }, ports),
    purge: (limit = 10) => purgeDeleted({ ...recorded.ports, blobs }, { limit }),
    /** The row as readers see it, also one that is not in the shop. */
    async shown({ sellerId, videoId }: AssemblyKey) {
      const [row] = await db.orm
        .select()
        .from(products)
        .where(and(eq(products.sellerId, sellerId), eq(products.videoId, videoId)));
      return row;
    },
    async overrideOf({ videoId }: AssemblyKey) {
      const [row] = await db.orm
        .select()
        .from(productOverrides)
        .where(eq(productOverrides.videoId, videoId));
      return row;
    },
    /** Delivers the newest event of a type to a consumer as the queue would. */
    async deliver(
      key: AssemblyKey,
      to: { type: AnyEvent["metadata"]["eventType"]; consumer: keyof typeof registry },
    ) {
      const event = (await eventsOf(key)).findLast(
        ({ metadata }) => metadata.eventType === to.type,
      );
      if (event === undefined) throw new Error(`there was no ${to.type}`);
      return handleDelivery({ consumer: registry[to.consumer], event }, recorded.ports);
    },
    close: () => database.close(),
  };
}

export type DeskWorld = Awaited<ReturnType<typeof openDeskWorld>>;
