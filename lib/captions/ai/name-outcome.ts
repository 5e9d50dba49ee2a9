import type { AiAnswer } from "./ai-answer.ts";
import type { CallFailure } from "./caption-model.ts";
import { findStatedPrice } from "./find-stated-price.ts";
import type { MergedReading } from "./merge-reading.ts";
import type { ReadingInput } from "./prompt.ts";

/**
 * What came of letting the model read, as the log says it. Of an answer: `number_dropped` before
 * `disagreed` before `filled`; wording of title and tags is nobody's to agree on.
 */
export type AnswerOutcome = "agreed" | "filled" | "disagreed" | "number_dropped";

type Compared = { input: ReadingInput; answer: AiAnswer; merged: MergedReading };

export function nameAnswer(compared: Compared): AnswerOutcome {
  const said = [comparePrice(compared), compareSizes(compared), compareKind(compared)];
  const order = ["number_dropped", "disagreed", "filled"] as const;
  return order.find((outcome) => said.includes(outcome)) ?? "agreed";
}

function comparePrice({ input, answer }: Compared): AnswerOutcome {
  const { price } = input.rules;
  if (answer.price === null) return "agreed";
  if (price !== null && Math.abs(price.value - answer.price.amount) < 0.005) return "agreed";
  const given = { ...answer.price, currency: answer.currency };
  if (findStatedPrice(input, given) === null) return "number_dropped";
  return price === null ? "filled" : "disagreed";
}

function compareSizes({ input, answer, merged }: Compared): AnswerOutcome {
  if (answer.sizes.length === 0) return "agreed";
  const kept = new Set(merged.reading.sizes.value);
  if (input.rules.sizes.value.length > 0)
    return answer.sizes.every((size) => kept.has(size)) ? "agreed" : "disagreed";
  return answer.sizes.some((size) => /\d/.test(size) && !kept.has(size))
    ? "number_dropped"
    : "filled";
}

function compareKind({ input, merged }: Compared): AnswerOutcome {
  const { rules } = input;
  const { origins, reading } = merged;
  if (origins.productType !== "rule") return rules.productType === null ? "filled" : "disagreed";
  if (reading.category.value === rules.category.value) return "agreed";
  return rules.category.value === "other" ? "filled" : "disagreed";
}

/** A failed call by what an operator would do about it. */
export function nameFailure(reason: CallFailure): "rate_limited" | "timed_out" | "failed" {
  if (reason === "rate_limited") return "rate_limited";
  return reason === "timeout" ? "timed_out" : "failed";
}
