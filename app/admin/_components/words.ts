import type { DeadLetter, DeadLetterState } from "#lib/events/list-dead-letters.ts";
import type { DeliveryState } from "#lib/events/event-timeline.ts";

export const WORDS_OF_REASON: Record<DeadLetter["reason"], string> = {
  permanent: "Can never work as it is",
  exhausted: "Every try failed",
  missing: "No word of it for a day",
  unpublished: "The queue did not take it",
};

export const WORDS_OF_STATE: Record<DeadLetterState, string> = {
  open: "Open",
  redriven: "Running again",
  set_aside: "Set aside",
  handled: "Handled",
  failed_again: "Failed again",
};

export const WORDS_OF_DELIVERY: Record<DeliveryState, string> = {
  unpublished: "not published yet",
  waiting: "waiting",
  unread: "not read yet",
  trying: "failed, will be tried again",
  handled: "handled",
  failed: "dead letter",
  redriven: "running again",
  set_aside: "set aside",
};
