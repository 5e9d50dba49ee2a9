import * as z from "zod";
import { AppError } from "../errors.ts";
import { EVENT_TYPES } from "../events/catalogue/catalogue.ts";
import { setAside } from "../events/dead-letters.ts";
import {
  DEAD_LETTER_REASONS,
  DEAD_LETTER_STATES,
  type DeadLetterCursor,
  type DeadLetterFilter,
} from "../events/list-dead-letters.ts";
import { redrive, type RedrivePorts, retryPublishing } from "../events/redrive.ts";
import { CONSUMERS } from "../events/routing.ts";
import { ADMIN_HOME, type AdminAction } from "./admin-door.ts";

/** What one form may send again; the shell has no such limit. */
export const MOST_AT_ONCE = 100;
const PER_SECOND = 20;
const MAX_REASON_LENGTH = 200;

const EVENT_TYPE_NAMES: readonly string[] = EVENT_TYPES;

/** Fields of the list's address. What makes no sense is as if it were absent. */
const listFields = z.object({
  consumer: z.enum(CONSUMERS).optional().catch(undefined),
  type: z
    .string()
    .refine((type) => EVENT_TYPE_NAMES.includes(type))
    .optional()
    .catch(undefined),
  reason: z.enum(DEAD_LETTER_REASONS).optional().catch(undefined),
  state: z
    .enum([...DEAD_LETTER_STATES, "all"])
    .default("open")
    .catch("open"),
  since: z.iso.date().optional().catch(undefined),
  before: z
    .string()
    .regex(/^\d{1,15}_[0-9a-f-]{36}$/)
    .optional()
    .catch(undefined),
});

export type DeadLetterFields = z.infer<typeof listFields>;

export function parseListFields(given: Record<string, unknown>): DeadLetterFields {
  return listFields.parse(given);
}

export function toFilter(fields: DeadLetterFields): DeadLetterFilter {
  const { consumer, type, reason, state, since } = fields;
  return {
    consumer,
    eventType: type,
    reason,
    states: state === "all" ? undefined : [state],
    since: since === undefined ? undefined : new Date(`${since}T00:00:00Z`),
  };
}

export function toCursor({ before }: DeadLetterFields): DeadLetterCursor | undefined {
  const [ms = "", id = ""] = (before ?? "").split("_");
  return z.guid().safeParse(id).success ? { failedAt: new Date(Number(ms)), id } : undefined;
}

export function fromCursor({ failedAt, id }: DeadLetterCursor): string {
  return `${failedAt.getTime()}_${id}`;
}

const ids = z.array(z.guid()).max(MOST_AT_ONCE);

/** Runs the one dead letter whose button was pressed, the ticked ones, or those that match; or publishes events. */
export function redriveAction(ports: RedrivePorts): AdminAction {
  return async (form) => {
    const back = form.get("back");
    const unpublished = form.getAll("publish");
    if (unpublished.length > 0) {
      const due = await retryPublishing(ports.db, parseIds(unpublished));
      return goBack(back, { due });
    }
    const options = { perSecond: PER_SECOND, limit: MOST_AT_ONCE };
    if (form.has("matching")) {
      const { states: _open, ...filter } = toFilter(parseListFields(Object.fromEntries(form)));
      return goBack(back, await redrive({ filter }, ports, options));
    }
    const only = form.getAll("only");
    const chosen = parseIds(only.length > 0 ? only : form.getAll("id"));
    return goBack(back, await redrive({ ids: chosen }, ports, options));
  };
}

/** Takes a dead letter off the list for a reason that the operator gives. */
export function setAsideAction({ db }: Pick<RedrivePorts, "db">): AdminAction {
  return async (form) => {
    const [id] = parseIds(form.getAll("id"));
    const reason = (form.get("reason") ?? "").trim().slice(0, MAX_REASON_LENGTH);
    if (id === undefined || reason === "")
      throw new AppError(
        "INVALID",
        "A dead letter is set aside with a reason. Go back and give it.",
      );
    const aside = (await setAside(db, { id, reason })) ? 1 : 0;
    return goBack(form.get("back"), { aside });
  };
}

function parseIds(given: string[]): string[] {
  const parsed = ids.safeParse(given);
  if (!parsed.success)
    throw new AppError("INVALID", `Choose at most ${MOST_AT_ONCE} of the rows of the list.`);
  return parsed.data;
}

/** The page that the form was on, with what was done in its address. */
function goBack(back: string | null, done: Record<string, number>): string {
  const base = "http://admin.invalid";
  const url = URL.canParse(back ?? "", base) ? new URL(back ?? "", base) : undefined;
  if (!url?.pathname.startsWith(ADMIN_HOME)) return ADMIN_HOME;
  for (const name of ["due", "sent", "closed", "failed", "aside"]) url.searchParams.delete(name);
  for (const [name, count] of Object.entries(done)) url.searchParams.set(name, String(count));
  return url.pathname + url.search;
}
