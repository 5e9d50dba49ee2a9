import type { LocalRequest, LocalResponse } from "../http-service.ts";
import { RequestError } from "./request-error.ts";

/** A request that has been let in, with the variable parts of its path decoded. */
export type ApiRequest = LocalRequest & { params: string[] };

export type Route = {
  method: string;
  /** Path segments; `:` stands for one that varies. */
  path: string;
  handle: (request: ApiRequest) => LocalResponse | Promise<LocalResponse>;
};

export const EMPTY_OK: LocalResponse = { status: 200 };

export function param(request: ApiRequest, index: number): string {
  const value = request.params[index];
  if (value === undefined || value === "") throw new RequestError(400, "a name is missing");
  return value;
}

/** The variable parts of a path that matches the pattern, decoded; undefined if it does not. */
export function matchPath(pattern: string, path: string): string[] | undefined {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return undefined;
  const params: string[] = [];
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? "";
    if (segment === ":") params.push(decodeSegment(value));
    else if (segment !== value) return undefined;
  }
  return params;
}

export function decodeSegment(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new RequestError(400, `invalid path segment: ${text}`);
  }
}

export function readJson(request: LocalRequest): unknown {
  try {
    return JSON.parse(request.body.toString() || "null");
  } catch {
    throw new RequestError(400, "request body is not JSON");
  }
}
