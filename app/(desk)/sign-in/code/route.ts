import { answerSignup } from "#lib/doors/signup-ports.ts";

export const maxDuration = 30;

export function POST(request: Request): Promise<Response> {
  const { headers } = request;
  return answerSignup(request, (door, form) => door.code({ form, headers }, "/sign-in"));
}
