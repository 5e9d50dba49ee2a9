import { NextResponse } from "next/server";
import { systemClock } from "#lib/clock.ts";
import { guardAdmin } from "#lib/doors/admin-door.ts";
import { getEnv } from "#lib/env.ts";

export const config = { matcher: "/admin/:path*" };

/** Runs before a page begins to stream, after which its status could not be chosen any more. */
export function proxy(request: Request): Response {
  const { origin, operatorToken } = getEnv();
  const answer = guardAdmin(request, { origin, operatorToken, clock: systemClock });
  return answer ?? NextResponse.next({ headers: { "x-robots-tag": "noindex" } });
}
