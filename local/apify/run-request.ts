import * as z from "zod";
import type { LocalRequest } from "../http-service.ts";
import { ApiError } from "./api-error.ts";
import { decodeJsonBody } from "./decode-body.ts";
import type { RunRequest } from "./run-machine.ts";
import { webhookSchema, type Webhook } from "./run-record.ts";
import { scraperInputSchema } from "./scraper-input.ts";

const whole = z.coerce.number().int().min(0);

const querySchema = z.object({
  timeout: whole.default(0),
  memory: whole.default(4096),
  maxItems: whole.optional(),
  build: z.string().default("latest"),
});

/** What a request to start a run asks for; refuses input the actor's own schema would refuse. */
export function parseRunRequest(request: LocalRequest, actId: string): RunRequest {
  const query = querySchema.safeParse(Object.fromEntries(request.query));
  if (!query.success) throw invalid("invalid-value", query.error);
  const input = decodeJsonBody(request);
  const parsed = scraperInputSchema.safeParse(input);
  if (!parsed.success) throw invalid("invalid-input", parsed.error);
  if (parsed.data.profiles.length + parsed.data.postURLs.length === 0) {
    throw new ApiError(
      400,
      "invalid-input",
      "Input is not valid: give at least one of profiles and postURLs (the stand-in plays no other)",
    );
  }
  const { timeout, memory, maxItems, build } = query.data;
  return {
    actId,
    input,
    options: {
      build,
      timeoutSecs: timeout,
      memoryMbytes: memory,
      // Zero means no limit, as leaving it out does.
      maxItems: maxItems || null,
    },
    webhooks: parseWebhooks(request.query.get("webhooks")),
  };
}

function parseWebhooks(encoded: string | null): Webhook[] {
  if (encoded === null) return [];
  try {
    const text = Buffer.from(encoded, "base64").toString();
    return z.array(webhookSchema).max(100).parse(JSON.parse(text));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ApiError(400, "invalid-value", `Query parameter webhooks is not valid: ${reason}`);
  }
}

function invalid(type: string, error: z.ZodError): ApiError {
  const [issue] = error.issues;
  return new ApiError(
    400,
    type,
    `Field ${issue?.path.join(".") ?? ""} is not valid: ${issue?.message ?? ""}`,
  );
}
