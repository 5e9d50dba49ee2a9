import { NextResponse } from "next/server";
import { admitPage } from "#lib/doors/admit-ports.ts";
import { isMissingProduct } from "#lib/doors/desk-ports.ts";
import { missingProduct } from "#lib/doors/missing-product.ts";

export const config = { matcher: ["/admin/:path*", "/dashboard/:path*"] };

/** Runs before a page begins to stream, after which its status could not be chosen any more. */
export async function proxy(request: Request): Promise<Response> {
  const admission = await admitPage(request);
  if (admission.kind === "refused") return admission.response;
  if (await isMissingProduct(request, admission.session)) return missingProduct(request.headers);
  const response = NextResponse.next({ headers: { "x-robots-tag": "noindex" } });
  for (const cookie of admission.cookies) response.headers.append("set-cookie", cookie);
  return response;
}
