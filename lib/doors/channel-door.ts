import * as z from "zod";
import { getEnv } from "../env.ts";
import { sellerChannel } from "../realtime/channels.ts";
import { openChannelAuth } from "../vendors/pusher.ts";
import { admit } from "./admit-ports.ts";
import { readBody } from "./read-body.ts";

const MAX_BODY_BYTES = 1_024;

const wanted = z.object({
  socket_id: z.string().regex(/^\d{1,20}\.\d{1,20}$/),
  channel_name: z.string().max(200),
});

/** Lets a seller's page listen to her own channel, and to no other. */
export async function answerChannelRequest(request: Request): Promise<Response> {
  const admission = await admit(request, "/api/pusher/auth");
  if (admission.kind === "refused") return admission.response;
  const { session } = admission;
  const form = new URLSearchParams(await readBody(request, MAX_BODY_BYTES));
  const asked = wanted.safeParse(Object.fromEntries(form));
  if (!asked.success) return new Response(null, { status: 400 });
  const { socket_id: socketId, channel_name: channel } = asked.data;
  const sellerId = session?.sellerId ?? null;
  if (sellerId === null || channel !== sellerChannel(sellerId))
    return new Response(null, { status: 403 });
  const authorize = openChannelAuth(getEnv().pusher);
  return Response.json(authorize({ socketId, channel }), {
    headers: { "cache-control": "private, no-store" },
  });
}
