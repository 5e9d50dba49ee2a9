import * as z from "zod";

/** What the process of the workers is told; the queues are the consumers' names. */
export const workerOptions = z.object({
  redisPort: z.int(),
  databaseUrl: z.string(),
  keysDatabaseUrl: z.string(),
  /** In base64. */
  masterKey: z.string(),
  concurrency: z.int().positive(),
});
export type WorkerOptions = z.infer<typeof workerOptions>;

/** The parent of a flow: it runs when its three jobs are done. */
export const PARENT_QUEUE = "product";
