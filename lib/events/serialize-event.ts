import type { AnyEvent } from "./event.ts";
import { isEventOf, readEvent } from "./read-event.ts";
import type { ReadHint } from "./older-forms.ts";
import { type FieldProblem } from "../errors.ts";

/** Text or bytes that are no event; its message quotes no value of them. */
export class EventFormatError extends Error {
  override readonly name = "EventFormatError";
  readonly problems: FieldProblem[];

  constructor(reason: string, options: { problems?: FieldProblem[]; cause?: unknown } = {}) {
    super(reason, { cause: options.cause });
    this.problems = options.problems ?? [];
  }
}

export function serializeEvent(event: AnyEvent): string {
  return JSON.stringify(event);
}

/** UTF-8. */
export function serializeEventToBuffer(event: AnyEvent): Buffer {
  return Buffer.from(serializeEvent(event));
}

type Expected<Event extends AnyEvent> = ReadHint & { type?: Event["metadata"]["eventType"] };

/** Reads any wire form. Throws an EventFormatError on what is no event, or none of the expected type. */
export function deserializeEvent<Event extends AnyEvent = AnyEvent>(
  text: string,
  expected: Expected<Event> = {},
): Event {
  const read = readEvent(parse(text), expected);
  if (read.kind === "invalid") throw new EventFormatError(read.reason, { problems: read.problems });
  const { event } = read;
  if (expected.type !== undefined && !isEventOf(event, expected.type))
    throw new EventFormatError(`is ${event.metadata.eventType}, expected ${expected.type}`);
  // Checked above where a type is given; without one the caller vouches for it, as with any parsed text.
  return event as Event;
}

/** As `deserializeEvent`, of UTF-8 bytes. */
export function deserializeEventFromBuffer<Event extends AnyEvent = AnyEvent>(
  bytes: Uint8Array,
  expected: Expected<Event> = {},
): Event {
  return deserializeEvent(decode(bytes), expected);
}

/** Whether a value is an event in the envelope, of a known type, in a version that is read here as it stands. */
export function validateEvent(value: unknown): value is AnyEvent {
  const read = readEvent(value);
  // The reader hands back the object itself unless it had to lift or migrate it.
  return read.kind === "event" && read.event === value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text.
    throw new EventFormatError("not JSON");
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new EventFormatError("not UTF-8");
  }
}
