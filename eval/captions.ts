import { readFileSync } from "node:fs";
import { argv, exit, stderr, stdout } from "node:process";
import type { Evaluation } from "./captions/evaluate.ts";
import { evaluate } from "./captions/evaluate.ts";
import { parseRecords } from "./captions/record.ts";
import { writeReport } from "./captions/report.ts";
import { varyAll, writeVaried } from "./captions/vary.ts";

const USAGE = "npm run eval:captions -- FILE [--json] [--misses] [--varied]";

const FLAGS = new Set(["--json", "--misses", "--varied"]);

function fail(sentence: string): never {
  stderr.write(`${sentence}\n`);
  exit(1);
}

function readLines(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
    return fail(
      `Cannot read ${file} (${reason}); give the path of a file of labelled captions: ${USAGE}`,
    );
  }
}

function summary(evaluation: Evaluation): string {
  const { n, fields } = evaluation;
  return `${JSON.stringify({ n, fields })}\n`;
}

function main(): void {
  const words = argv.slice(2);
  const files = words.filter((word) => !word.startsWith("--"));
  const flags = words.filter((word) => word.startsWith("--"));
  const unknown = flags.find((flag) => !FLAGS.has(flag));
  if (unknown !== undefined) fail(`Unknown option ${unknown}; use ${USAGE}`);
  const [file] = files;
  if (file === undefined || files.length > 1)
    fail(`Name exactly one file of labelled captions: ${USAGE}`);
  const parsed = parseRecords(readLines(file));
  if (parsed.kind === "invalid")
    fail(`${file} line ${parsed.line}: ${parsed.reason}; correct that line and run again.`);
  if (parsed.records.length === 0)
    fail(
      `${file} holds no captions; write one JSON record per line as GUIDELINES.md section 7 shows.`,
    );
  if (flags.includes("--varied")) {
    stdout.write(writeVaried(varyAll(parsed.records)));
    return;
  }
  const evaluation = evaluate(parsed.records);
  stdout.write(
    flags.includes("--json")
      ? summary(evaluation)
      : writeReport(evaluation, flags.includes("--misses")),
  );
}

main();
