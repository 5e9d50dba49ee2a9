import { pino } from "pino";

/** Fields of a log line: ids, counts, durations and outcomes; never captions, phones or payloads. */
export type LogFields = Record<string, string | number | boolean | null | undefined>;

export type Log = {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
};

/** One JSON line per thing that happened, named `room.what` (`worker.handled`). */
export function openLog(level: string): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: "event",
      formatters: { level: (label) => ({ level: label }) },
    },
    // The library's own destination waits in place for ever when the reader of the pipe has died.
    { write: (line) => void process.stdout.write(line) },
  );
  return {
    info: (event, fields = {}) => logger.info(fields, event),
    warn: (event, fields = {}) => logger.warn(fields, event),
    error: (event, fields = {}) => logger.error(fields, event),
  };
}
