import { scraperWebhookConfig } from "#lib/doors/composition.ts";
import { openScraperWebhookDoor } from "#lib/doors/scraper-webhook-door.ts";

export const maxDuration = 300;

export function POST(request: Request): Promise<Response> {
  return openScraperWebhookDoor(request, scraperWebhookConfig());
}
