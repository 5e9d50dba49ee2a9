import { randomBytes } from "node:crypto";
import { join } from "node:path";
import * as z from "zod";
import { FaultSwitch } from "../faults.ts";
import { startHttpService } from "../http-service.ts";
import type { StandIn, StandInOptions } from "../stand-in.ts";
import { answerBlobApi, API_PREFIX, type BlobApi } from "./blob-api.ts";
import { PUBLIC_PREFIX, readPublicBlob } from "./blob-public.ts";
import { BlobStore } from "./blob-store.ts";
import { keptJson } from "../kept-json.ts";
import { MultipartUploads } from "./multipart-uploads.ts";

const credentials = z.strictObject({ token: z.string() });

/**
 * A public Vercel Blob store over a folder. The SDK's API is at `/api/blob`, the blobs themselves
 * at `/public/<pathname>`. What was stored is there again after a restart.
 */
export async function startBlob(
  options: StandInOptions & { faults?: FaultSwitch },
): Promise<StandIn & { faults: FaultSwitch }> {
  const { dataDir, log, faults = new FaultSwitch() } = options;
  const { token } = keptJson(join(dataDir, "credentials.json"), credentials, () => ({
    token: `vercel_blob_rw_${randomBytes(8).toString("hex")}_${randomBytes(24).toString("hex")}`,
  }));
  const api: BlobApi = {
    store: await BlobStore.open(join(dataDir, "store")),
    uploads: new MultipartUploads(join(dataDir, "uploads")),
    token,
    log,
    origin: () => service.url,
  };
  const service = await startHttpService({
    port: options.port,
    faults,
    handle: async (request) => {
      try {
        if (request.path.startsWith(PUBLIC_PREFIX)) return await readPublicBlob(request, api.store);
        if (`${request.path}/`.startsWith(`${API_PREFIX}/`))
          return await answerBlobApi(request, api);
        return { status: 404 };
      } catch (error) {
        log("failed", { method: request.method, path: request.path, error: String(error) });
        return {
          status: 500,
          body: { error: { code: "internal_server_error", message: "The stand-in failed" } },
        };
      }
    },
  });
  return {
    name: "blob",
    url: service.url,
    env: { BLOB_READ_WRITE_TOKEN: token, VERCEL_BLOB_API_URL: `${service.url}${API_PREFIX}` },
    close: () => service.close(),
    faults,
  };
}
