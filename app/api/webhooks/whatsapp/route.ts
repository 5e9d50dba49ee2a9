import { connection } from "next/server";
import {
  answerWhatsappChallenge,
  openWhatsappWebhookDoor,
} from "#lib/doors/whatsapp-webhook-door.ts";
import { whatsappWebhookConfig } from "#lib/doors/whatsapp-ports.ts";

export const maxDuration = 60;

export async function GET(request: Request): Promise<Response> {
  // Without it the build would try to answer, and has no environment.
  await connection();
  return answerWhatsappChallenge(request, whatsappWebhookConfig());
}

export function POST(request: Request): Promise<Response> {
  return openWhatsappWebhookDoor(request, whatsappWebhookConfig());
}
