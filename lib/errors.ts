/** Every error code that can leave the system, with the HTTP status it answers. */
export const STATUS_OF_CODE = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  GONE: 410,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  INVALID: 422,
  TOO_MANY_REQUESTS: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
} as const;

export type ErrorCode = keyof typeof STATUS_OF_CODE;

/** Under which id a page explains the problem that a code stands for. */
export function problemId(code: ErrorCode): string {
  return `problem-${code.toLowerCase().replaceAll("_", "-")}`;
}

/** One wrong value of a request: `field` is a name, or a JSON pointer into the body. */
export type FieldProblem = { field: string; message: string };

/** A failure that has a name for the caller. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly fields: FieldProblem[];

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; fields?: FieldProblem[] } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.fields = options.fields ?? [];
  }

  get status(): number {
    return STATUS_OF_CODE[this.code];
  }
}

/** A delivery that can never succeed: it goes to the dead letters at once. */
export class PermanentError extends Error {
  override readonly name = "PermanentError";
}

/** A delivery that will succeed later; anything that is not permanent is retried as well. */
export class RetryLaterError extends Error {
  override readonly name = "RetryLaterError";
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterSeconds: number, options?: { cause?: unknown }) {
    super(message, options);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export function assertNever(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}

/** The message of a thrown value with those of its causes, for a log line; at most 500 characters. */
export function describeError(error: unknown): string {
  const messages: string[] = [];
  let current = error;
  while (current instanceof Error && messages.length < 4) {
    messages.push(hasQueryValues(current) ? "query failed" : current.message || current.name);
    current = current.cause;
  }
  if (messages.length === 0) messages.push(String(error));
  return messages.join(" <- ").slice(0, 500);
}

/** The database layer puts a query's values into its message: captions, phone numbers, anything. */
function hasQueryValues(error: Error): boolean {
  return "query" in error && "params" in error;
}
