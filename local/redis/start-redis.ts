import { randomBytes } from "node:crypto";
import { join, resolve } from "node:path";
import * as z from "zod";
import { keptJson } from "../kept-json.ts";
import { FaultSwitch } from "../faults.ts";
import { startHttpService } from "../http-service.ts";
import type { StandIn, StandInOptions } from "../stand-in.ts";
import { findEngine } from "./find-engine.ts";
import { startRedisEngine } from "./redis-engine.ts";
import { answerRest, type RestApi } from "./rest-api.ts";
import { ScriptBook } from "./script-book.ts";

const credentials = z.strictObject({ token: z.string() });

/**
 * Upstash Redis over REST, on a real Redis engine that keeps its data in the folder.
 * Throws with advice when there is no engine and none can be fetched into `toolsDir`.
 */
export async function startRedis(
  options: StandInOptions & { faults?: FaultSwitch; toolsDir?: string },
): Promise<StandIn & { faults: FaultSwitch }> {
  const { dataDir, log, faults = new FaultSwitch() } = options;
  const toolsDir = options.toolsDir ?? resolve(import.meta.dirname, "../../.local/tools");
  const { token } = keptJson(join(dataDir, "credentials.json"), credentials, () => ({
    token: randomBytes(32).toString("base64url"),
  }));
  const program = await findEngine(toolsDir, log);
  const engine = await startRedisEngine(program, { dataDir: join(resolve(dataDir), "data"), log });
  const api: RestApi = {
    token,
    engine: await engine.connect(),
    scripts: new ScriptBook(),
    log,
    connect: () => engine.connect(),
    isOut: () => faults.list().some((rule) => rule.kind === "outage"),
  };
  const service = await startHttpService({
    port: options.port,
    faults,
    handle: async (request) => {
      try {
        return await answerRest(request, api);
      } catch (error) {
        log("failed", { error: String(error) });
        return { status: 500, body: { error: "ERR the stand-in failed" } };
      }
    },
  }).catch(async (error: unknown) => {
    await engine.close();
    throw error;
  });
  return {
    name: "redis",
    url: service.url,
    env: { UPSTASH_REDIS_REST_URL: service.url, UPSTASH_REDIS_REST_TOKEN: token },
    close: async () => {
      await service.close();
      api.engine.close();
      await engine.close();
    },
    faults,
  };
}
