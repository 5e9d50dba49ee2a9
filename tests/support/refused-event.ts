import { expect } from "vitest";
import * as z from "zod";
import type { Database } from "#db/client.ts";
import { assemblies, events, receivedEvents } from "#db/schema/index.ts";
import { createSeller, createShop, createVideo } from "./factories.ts";

const problemSchema = z.strictObject({
  type: z.string().regex(/^\/api\/docs\/events#problem-[a-z-]+$/),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  instance: z.literal("/api/v1/events"),
  code: z.string(),
  correlationId: z.uuid(),
  errors: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
});

/** A seller with a shop and one video that nobody has looked at. */
export async function sellerWithVideo(db: Database) {
  const { id: sellerId, handle } = await createSeller({}, db);
  await createShop({ sellerId }, db);
  return { handle, sellerId, video: await createVideo({ sellerId }, db) };
}

export async function problemOf(response: Response) {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const problem = problemSchema.parse(await response.json());
  expect(problem.status).toBe(response.status);
  expect(problem.correlationId).toBe(response.headers.get("x-correlation-id"));
  return problem;
}

/** All that a refused event could have left behind. */
export async function written(db: Database) {
  const [logged, received, assembled] = await Promise.all([
    db.orm.$count(events),
    db.orm.$count(receivedEvents),
    db.orm.$count(assemblies),
  ]);
  return { logged, received, assembled };
}

/** Refused with a problem of this status, and nothing is written. */
export async function expectRefused(
  db: Database,
  respond: () => Promise<Response>,
  status: number,
) {
  const before = await written(db);
  const response = await respond();
  expect(response.status).toBe(status);
  expect(await written(db)).toEqual(before);
  return { response, problem: await problemOf(response) };
}
