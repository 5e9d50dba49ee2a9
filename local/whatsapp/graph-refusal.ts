import { randomBytes } from "node:crypto";
import type { LocalResponse } from "../http-service.ts";

/** A refusal as the Graph API words it; callers are told to decide by the code. */
export class GraphRefusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly details: string;

  constructor(refusal: { status: number; code: number; title: string; details: string }) {
    super(`(#${refusal.code}) ${refusal.title}`);
    this.status = refusal.status;
    this.code = refusal.code;
    this.details = refusal.details;
  }

  toResponse(): LocalResponse {
    const error = {
      message: this.message,
      type: "OAuthException",
      code: this.code,
      error_data: { messaging_product: "whatsapp", details: this.details },
      fbtrace_id: randomBytes(12).toString("base64url"),
    };
    return { status: this.status, body: { error } };
  }
}

export function invalidParameter(details: string): GraphRefusal {
  return new GraphRefusal({ status: 400, code: 100, title: "Invalid parameter", details });
}
