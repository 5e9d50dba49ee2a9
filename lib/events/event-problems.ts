import type * as z from "zod";
import type { FieldProblem } from "../errors.ts";
import type { WireForm } from "./older-forms.ts";

const MAX_PROBLEMS = 20;
const MAX_POINTER_LENGTH = 200;

type Path = readonly PropertyKey[];

/**
 * Where each wrong field stands in the body as it was sent (JSON pointer), and why it is wrong;
 * never its value, which may be personal data.
 */
export function toProblems(issues: readonly z.core.$ZodIssue[], form: WireForm): FieldProblem[] {
  const problems = new Map<string, FieldProblem>();
  for (const { path, message } of issues) {
    const field = pointerTo(path, form);
    if (!problems.has(field)) problems.set(field, { field, message });
  }
  return [...problems.values()].slice(0, MAX_PROBLEMS);
}

/** The pointer of an envelope's path in the body that the envelope was made of. */
export function pointerTo(path: Path, form: WireForm = "envelope"): string {
  return sentPath(path, form)
    .map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("")
    .slice(0, MAX_POINTER_LENGTH)
    .toWellFormed();
}

const SENT_AS: Record<string, string> = { eventVersion: "version", request: "metadata" };

function sentPath(path: Path, form: WireForm): Path {
  const [part, field, ...rest] = path;
  if (form === "envelope" || part === undefined) return path;
  if (part === "payload") return [...(form === "data" ? ["data"] : []), ...path.slice(1)];
  const name = String(field ?? "");
  return [SENT_AS[name] ?? name, ...rest];
}
