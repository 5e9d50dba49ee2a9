import { AppError, describeError } from "../errors.ts";
import type { Log } from "../log.ts";
import { readBody } from "./read-body.ts";
import { secretsMatch } from "./secrets.ts";
import { parseJson } from "./worker-door.ts";

const MAX_WEBHOOK_BYTES = 256 * 1024;

export type ScraperNotice = { scraperRunId: string; runId?: string | undefined };

export type ScraperWebhookConfig = {
  secret: string;
  read: (notice: { url: string; body: unknown }) => ScraperNotice | undefined;
  /** Reads the run's state from the scraper itself: the notice is only a reason to look. */
  drain: (notice: ScraperNotice) => Promise<string>;
  log: Log;
};

/** The scraper signs nothing, so its calls carry our own secret; the body is believed in nothing but the id. */
export async function openScraperWebhookDoor(
  request: Request,
  { secret, read, drain, log }: ScraperWebhookConfig,
): Promise<Response> {
  if (!secretsMatch(request.headers.get("x-webhook-secret"), secret)) {
    log.warn("scraper_webhook.refused");
    return new Response(null, { status: 401 });
  }
  try {
    const body = parseJson(await readBody(request, MAX_WEBHOOK_BYTES));
    const notice = read({ url: request.url, body });
    if (notice === undefined) return new Response(null, { status: 400 });
    const outcome = await drain(notice);
    log.info("scraper_webhook.handled", { scraper_run_id: notice.scraperRunId, outcome });
    return new Response(null, { status: 200 });
  } catch (error) {
    const status = error instanceof AppError ? error.status : 503;
    log.warn("scraper_webhook.failed", { status, error: describeError(error) });
    return new Response(null, { status });
  }
}
