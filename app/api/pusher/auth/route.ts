import { answerChannelRequest } from "#lib/doors/channel-door.ts";

export const maxDuration = 10;

export function POST(request: Request): Promise<Response> {
  return answerChannelRequest(request);
}
