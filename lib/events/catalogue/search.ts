import * as z from "zod";

export const searchIndexed = z.object({
  contentId: z.string(),
  contentType: z.string(),
  indexName: z.string(),
  indexedAt: z.iso.datetime({ offset: true }),
});
