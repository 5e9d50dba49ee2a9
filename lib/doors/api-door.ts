import { createHash, randomUUID } from "node:crypto";
import * as z from "zod";
import { AppError, describeError, problemId, STATUS_OF_CODE, type ErrorCode } from "#lib/errors.ts";
import { openLog, type Log } from "#lib/log.ts";

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "etag, x-correlation-id",
};

const PREFLIGHT = {
  ...CORS,
  "access-control-allow-methods": "GET, HEAD, OPTIONS",
  "access-control-allow-headers": "content-type, if-none-match, x-correlation-id",
  "access-control-max-age": "86400",
};

const TITLE_OF_CODE: Partial<Record<ErrorCode, string>> = {
  BAD_REQUEST: "The request cannot be read",
  UNAUTHORIZED: "No valid key",
  FORBIDDEN: "Not allowed",
  NOT_FOUND: "Not found",
  METHOD_NOT_ALLOWED: "Method not allowed",
  CONFLICT: "In conflict with what is there",
  PAYLOAD_TOO_LARGE: "Too large",
  UNSUPPORTED_MEDIA_TYPE: "Not this kind of content",
  INVALID: "A value is not valid",
  TOO_MANY_REQUESTS: "Too many requests",
  UNAVAILABLE: "Not available now",
};

export type ApiCall<Params> = {
  params: Params;
  query: URLSearchParams;
  correlationId: string;
  request: Request;
  /** What is set here goes out with the answer, also with a problem. */
  replyHeaders: Headers;
};

/** `etagOf` is the part of the body that tells whether it changed; without it there is no ETag. */
export type ApiAnswer = {
  body: unknown;
  status?: number;
  etagOf?: unknown;
  cacheControl?: string;
};

export type ApiContext<Params> = { params: Promise<Params> };

type ApiDoorOptions = {
  /** Page that explains each problem below `#problem-{code}`; without it the status has to do. */
  problemPage?: string;
};

/**
 * A public route: answers JSON with ETag and CORS, and every failure as problem JSON
 * (RFC 9457) that carries the correlation id of the request. Ports are opened per call, so that a
 * build needs no environment.
 */
export function apiDoor<Params, Ports extends { log: Log }>(
  open: () => Ports,
  answer: (call: ApiCall<Params>, ports: Ports) => Promise<ApiAnswer>,
  { problemPage }: ApiDoorOptions = {},
) {
  return async (request: Request, context: ApiContext<Params>): Promise<Response> => {
    const correlationId = correlationIdOf(request);
    const { pathname, searchParams } = new URL(request.url);
    const replyHeaders = new Headers();
    let log: Log | undefined;
    try {
      const ports = open();
      log = ports.log;
      const params = await context.params;
      const call = { params, query: searchParams, correlationId, request, replyHeaders };
      const given = await answer(call, ports);
      return withHeaders(respond(request, { ...given, correlationId }), replyHeaders);
    } catch (error) {
      if (!(error instanceof AppError) || error.status >= 500)
        (log ?? openLog("error")).error("api.failed", {
          correlation_id: correlationId,
          path: pathname,
          error: describeError(error),
        });
      const response = problem(error, { correlationId, path: pathname, problemPage });
      return withHeaders(response, replyHeaders);
    }
  };
}

function withHeaders(response: Response, headers: Headers): Response {
  for (const [name, value] of headers) response.headers.set(name, value);
  return response;
}

/** Answers a browser that asks whether another site may read here. */
export function preflight(): Response {
  return new Response(null, { status: 204, headers: PREFLIGHT });
}

/** Parses query or path values; throws INVALID that names each field that is wrong. */
export function parseFields<Schema extends z.ZodType>(
  schema: Schema,
  given: Record<string, unknown>,
): z.infer<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => ({
    field: issue.path.join("."),
    message: issue.message,
  }));
  throw new AppError(
    "INVALID",
    fields.map(({ field, message }) => `${field}: ${message}`).join("; "),
    {
      fields,
    },
  );
}

function respond(request: Request, answer: ApiAnswer & { correlationId: string }): Response {
  const headers = new Headers({
    ...CORS,
    "cache-control": answer.cacheControl ?? "no-store",
    "x-correlation-id": answer.correlationId,
  });
  if (answer.etagOf !== undefined) {
    const etag = `W/"${createHash("sha256").update(JSON.stringify(answer.etagOf)).digest("base64url").slice(0, 27)}"`;
    headers.set("etag", etag);
    if (matches(request.headers.get("if-none-match"), etag))
      return new Response(null, { status: 304, headers });
  }
  return Response.json(answer.body, { status: answer.status ?? 200, headers });
}

/** Weak comparison (RFC 9110 §13.1.2): the bytes may differ, the meaning may not. */
function matches(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  const opaque = etag.replace(/^W\//, "");
  return ifNoneMatch
    .split(",")
    .map((tag) => tag.trim())
    .some((tag) => tag === "*" || tag.replace(/^W\//, "") === opaque);
}

type ProblemPlace = { correlationId: string; path: string; problemPage: string | undefined };

function problem(error: unknown, at: ProblemPlace): Response {
  const known = error instanceof AppError ? error : undefined;
  const code = known?.code ?? "INTERNAL";
  const status = STATUS_OF_CODE[code];
  const body = {
    type: at.problemPage === undefined ? "about:blank" : `${at.problemPage}#${problemId(code)}`,
    title: TITLE_OF_CODE[code] ?? "Something went wrong",
    status,
    detail: known?.message ?? "This is our fault. Please try again in a moment.",
    instance: at.path,
    code,
    correlationId: at.correlationId,
    ...(known && known.fields.length > 0 ? { errors: known.fields } : {}),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      ...CORS,
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      "x-correlation-id": at.correlationId,
    },
  });
}

function correlationIdOf(request: Request): string {
  const given = z.uuid().safeParse(request.headers.get("x-correlation-id"));
  return given.success ? given.data : randomUUID();
}
