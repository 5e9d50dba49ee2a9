/** One parsed expression: which values each field allows, and the zone they are read in. */
export type Cron = {
  minutes: Set<number>;
  hours: Set<number>;
  days: Set<number>;
  months: Set<number>;
  weekdays: Set<number>;
  /** With both day fields restricted, either may match, as in every cron. */
  eitherDay: boolean;
  timeZone: string;
};

const MINUTE_MS = 60_000;
const FARTHEST_MS = 5 * 366 * 86_400_000;

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const NICKNAMES: Record<string, string> = {
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *",
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
};

/** Reads five fields, or a nickname, in UTC unless `CRON_TZ=Zone` stands before. Throws if unclear. */
export function parseCron(expression: string): Cron {
  const [, zone, rest = ""] = /^(?:CRON_TZ=(\S+)\s+)?(.*)$/s.exec(expression.trim()) ?? [];
  const fields = (NICKNAMES[rest.trim().toLowerCase()] ?? rest.trim()).split(/\s+/);
  const [minute, hour, day, month, weekday] = fields;
  if (
    fields.length !== 5 ||
    minute === undefined ||
    hour === undefined ||
    day === undefined ||
    month === undefined ||
    weekday === undefined
  ) {
    throw new Error("a cron expression has five fields");
  }
  const weekdays = parseField(weekday, { low: 0, high: 7, names: WEEKDAYS });
  if (weekdays.delete(7)) weekdays.add(0);
  return {
    minutes: parseField(minute, { low: 0, high: 59 }),
    hours: parseField(hour, { low: 0, high: 23 }),
    days: parseField(day, { low: 1, high: 31 }),
    months: parseField(month, { low: 1, high: 12, names: MONTHS }),
    weekdays,
    eitherDay: !day.startsWith("*") && !weekday.startsWith("*"),
    timeZone: checkedZone(zone ?? "UTC"),
  };
}

/** The first matching minute after the given time; throws if there is none within five years. */
export function nextCronTime(cron: Cron, after: number): number {
  const local = localFields(cron.timeZone);
  const last = after + FARTHEST_MS;
  let time = Math.floor(after / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  while (time <= last) {
    const { minute, hour, day, month, weekday } = local(time);
    const dayFits = cron.eitherDay
      ? cron.days.has(day) || cron.weekdays.has(weekday)
      : cron.days.has(day) && cron.weekdays.has(weekday);
    // Hours are the largest safe step: a day can be 23 or 25 of them long.
    if (!cron.months.has(month) || !dayFits || !cron.hours.has(hour)) {
      time += (60 - minute) * MINUTE_MS;
    } else if (!cron.minutes.has(minute)) time += MINUTE_MS;
    else return time;
  }
  throw new Error("the cron expression never comes due");
}

type Range = { low: number; high: number; names?: string[] };

function parseField(field: string, range: Range): Set<number> {
  const values = new Set<number>();
  for (const part of field.toLowerCase().split(",")) {
    const [, span = "", step = "1"] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
    const [first, last] = parseSpan(span, { range, open: part.includes("/") });
    if (Number(step) < 1) throw new Error(`invalid cron step: ${part}`);
    for (let value = first; value <= last; value += Number(step)) values.add(value);
  }
  return values;
}

function parseSpan(
  span: string,
  { range, open }: { range: Range; open: boolean },
): [number, number] {
  if (span === "*") return [range.low, range.names === WEEKDAYS ? 6 : range.high];
  const [from = "", to] = span.split("-");
  const first = parseValue(from, range);
  const last = to === undefined ? (open ? range.high : first) : parseValue(to, range);
  if (last < first) throw new Error(`invalid cron range: ${span}`);
  return [first, last];
}

function parseValue(text: string, { low, high, names = [] }: Range): number {
  const named = names.indexOf(text);
  const value = named === -1 ? Number(text) : named + (low === 1 ? 1 : 0);
  if (!/^\d+$/.test(text) && named === -1) throw new Error(`invalid cron value: ${text}`);
  if (value < low || value > high) throw new Error(`cron value out of range: ${text}`);
  return value;
}

function checkedZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone }).resolvedOptions().timeZone;
  } catch (error) {
    throw new Error(`unknown time zone: ${timeZone}`, { cause: error });
  }
}

type LocalFields = { minute: number; hour: number; day: number; month: number; weekday: number };

function localFields(timeZone: string): (time: number) => LocalFields {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    weekday: "short",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  return (time) => {
    const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, value]));
    return {
      minute: Number(parts.get("minute")),
      hour: Number(parts.get("hour")),
      day: Number(parts.get("day")),
      month: Number(parts.get("month")),
      weekday: WEEKDAYS.indexOf((parts.get("weekday") ?? "").toLowerCase()),
    };
  };
}
