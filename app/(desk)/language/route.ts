import { answerLanguage } from "#lib/doors/language-door.ts";

export const maxDuration = 10;

export function POST(request: Request): Promise<Response> {
  return answerLanguage(request);
}
