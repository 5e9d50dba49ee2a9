import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type * as z from "zod";

/** The JSON kept in this file, or what `make` returns, kept from now on. A broken file throws. */
export function keptJson<Value>(file: string, schema: z.ZodType<Value>, make: () => Value): Value {
  const text = readIfPresent(file);
  if (text !== undefined) return schema.parse(JSON.parse(text));
  const made = make();
  writeJson(file, made);
  return made;
}

/** Replaces the file in one step, readable by its owner alone. */
export function writeJson(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}.tmp`;
  writeFileSync(draft, JSON.stringify(value, null, 2), { mode: 0o600 });
  renameSync(draft, file);
}

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
