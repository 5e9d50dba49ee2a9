import type { LocalResponse } from "../http-service.ts";

/** A refusal in the form the Apify API gives: status, machine-readable type, sentence. */
export class ApiError extends Error {
  readonly status: number;
  readonly type: string;

  constructor(status: number, type: string, message: string) {
    super(message);
    this.status = status;
    this.type = type;
  }

  toResponse(): LocalResponse {
    return {
      status: this.status,
      body: { error: { type: this.type, message: this.message } },
    };
  }
}

/** The client library turns this one into `undefined` when it reads a single thing. */
export function notFound(what: string): ApiError {
  return new ApiError(404, "record-not-found", `${what} was not found`);
}
