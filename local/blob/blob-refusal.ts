/** A refusal that the blob API answers as `{error: {code, message}}`. */
export class BlobRefusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function badRequest(message: string): BlobRefusal {
  return new BlobRefusal(400, "bad_request", message);
}

export function notFound(): BlobRefusal {
  return new BlobRefusal(404, "not_found", "The requested blob does not exist");
}

export function preconditionFailed(): BlobRefusal {
  return new BlobRefusal(412, "precondition_failed", "Precondition failed: ETag mismatch.");
}
