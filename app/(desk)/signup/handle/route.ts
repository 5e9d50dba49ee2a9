import { answerSignedIn } from "#lib/doors/signup-ports.ts";

export const maxDuration = 30;

export function POST(request: Request): Promise<Response> {
  return answerSignedIn(request, {
    route: "/signup/handle",
    verb: (door, form, session) => door.handle({ form, headers: request.headers }, session),
  });
}
